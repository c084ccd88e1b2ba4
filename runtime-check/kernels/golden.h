// Golden vectors of the tensor hash. The CPU tests and the CUDA self-test both use them.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/hash.h"

namespace seedlint::kernels {

struct Golden {
  std::size_t bytes;
  std::size_t element;
  std::uint64_t shape;
  Digest digest;
};

/// The bytes every golden vector is taken from.
inline std::vector<unsigned char> golden_bytes(std::size_t count) {
  std::vector<unsigned char> data(count);
  for (std::size_t i = 0; i < count; ++i) data[i] = static_cast<unsigned char>(mix32(static_cast<std::uint32_t>(i / 4)) >> (i % 4 * 8));
  return data;
}

inline constexpr Golden kGolden[] = {
    {0, 4, 4, {0x9b2e68f1748ce996ull, 0x867ccbea7442aa4aull, 0x0000000000000000ull}},
    {1, 1, 32, {0x0ae67de90266392full, 0xf9357b334e6dc7b6ull, 0xb72ed97dd7fc2310ull}},
    {3, 1, 94, {0xfc94e9f867ca0399ull, 0x8f6c7a25af007ea3ull, 0x258c8c7987f46930ull}},
    {4, 4, 128, {0xfca1ab8439bf4ed5ull, 0xfd3ceb296a69b1e6ull, 0xb72ed97dd7fc2310ull}},
    {6, 2, 188, {0x794081ddf713885aull, 0xe441025e0531d71eull, 0x6e7b4ff94f123811ull}},
    {8, 8, 256, {0xe1e2d70ea2d9e3c8ull, 0x92f98bd4adf5ccf3ull, 0x7cd0d72e1472c240ull}},
    {16, 16, 512, {0x670ba1a65130c149ull, 0x9467d758b19bb2d2ull, 0x4d0e0dd2d12ac331ull}},
    {31, 1, 962, {0xdbe9659649e8d53dull, 0x8f4182d6e0d6026cull, 0x487dc5ce7914be8cull}},
    {32, 4, 996, {0x9ba3ee1f5baab571ull, 0xce4941126e30a83eull, 0x46e1ae198e74e8cdull}},
    {36, 4, 1120, {0xefdeb3d056e88f9cull, 0x5578169a65903f5cull, 0xb73713081914b106ull}},
    {100, 4, 3104, {0x845e33f626155718ull, 0x5ffccd49d1f48e2aull, 0x14defcb0bed6b4e1ull}},
    {4096, 4, 126980, {0xb85cdf40452cf8d0ull, 0x80e9724f3c98ff28ull, 0xa0259bdc960f6fd7ull}},
    {4100, 2, 127102, {0x8ffbcf01bd30d164ull, 0xc24a977bbd06cc39ull, 0xef78db3120bc1dbcull}},
    {8192, 8, 253960, {0x982a6be86e7dd6edull, 0xd18eb1fe9f555f48ull, 0x2142b20b6214a260ull}},
    {65536, 1, 2031617, {0xbf6b07c6029a568dull, 0xdb256400a3b74699ull, 0xd4dfbe0543c56973ull}},
    {100000, 4, 3100004, {0x0adf5a8bd4818665ull, 0xd6363ec551c6c3cdull, 0x108307a949e21384ull}},
    {100000, 0, 3100000, {0x7984355b3a5246a2ull, 0xbb8cbdd876757a1aull, 0x0000000000000000ull}},
    {1048640, 8, 32507848, {0x44d6d70ddea1bff6ull, 0x734b235e50cbbec4ull, 0x9c3f4894a8d73ea4ull}},
};

}  // namespace seedlint::kernels
