# skimage
