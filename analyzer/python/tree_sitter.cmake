# Builds the Python parser from two pinned PyPI source packages: targets tree_sitter and tree_sitter_python.
#
# pip fetches and checks them (requirements.txt has the hashes) while CMake configures; nothing of them is kept
# in this repository. Set SEEDLINT_DOWNLOADS (cache variable or environment) to share the packages between build
# folders, or put the two .tar.gz there by hand to build without a network.
set(SEEDLINT_DOWNLOADS "$ENV{SEEDLINT_DOWNLOADS}" CACHE PATH "Folder where downloaded source packages are kept")
set(_downloads "${SEEDLINT_DOWNLOADS}")
if(NOT _downloads)
  set(_downloads "${CMAKE_BINARY_DIR}/downloads")
endif()
set(_requirements "${CMAKE_CURRENT_LIST_DIR}/requirements.txt")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${_requirements}")

# The archive of one package in `_downloads` whose hash is the pinned one; empty if there is none.
function(seedlint_find_archive package result)
  set(${result} "" PARENT_SCOPE)
  file(STRINGS "${_requirements}" line REGEX "^${package}==")
  string(REGEX MATCH "sha256:([0-9a-f]+)" _ "${line}")
  set(wanted "${CMAKE_MATCH_1}")
  string(REGEX MATCH "==([^ ]+)" _ "${line}")
  set(version "${CMAKE_MATCH_1}")
  string(REPLACE "-" "_" underscored "${package}")
  foreach(name IN ITEMS "${package}-${version}.tar.gz" "${underscored}-${version}.tar.gz")
    if(EXISTS "${_downloads}/${name}")
      file(SHA256 "${_downloads}/${name}" found)
      if(found STREQUAL wanted)
        set(${result} "${_downloads}/${name}" PARENT_SCOPE)
        return()
      endif()
    endif()
  endforeach()
endfunction()

seedlint_find_archive(tree-sitter _core_archive)
seedlint_find_archive(tree-sitter-python _grammar_archive)
if(NOT _core_archive OR NOT _grammar_archive)
  find_program(SEEDLINT_PYTHON NAMES python3 python DOC "Python with pip, only used while configuring")
  if(NOT SEEDLINT_PYTHON)
    message(FATAL_ERROR "No python3 found; it fetches the parser's source packages.\n"
      "Install python3 and pip, or put the packages named in ${_requirements} into a folder "
      "and configure with -DSEEDLINT_DOWNLOADS=that/folder.")
  endif()
  execute_process(COMMAND "${SEEDLINT_PYTHON}" -m pip --version
    RESULT_VARIABLE _no_pip OUTPUT_QUIET ERROR_QUIET)
  if(_no_pip)
    message(FATAL_ERROR "${SEEDLINT_PYTHON} has no pip; it fetches the parser's source packages.\n"
      "Install it (Debian: apt-get install python3-pip), name another Python with -DSEEDLINT_PYTHON=..., or put "
      "the packages named in ${_requirements} into a folder and configure with -DSEEDLINT_DOWNLOADS=that/folder.")
  endif()
  # pip asks a package for its metadata even when it only downloads. With setuptools and wheel at hand that
  # needs nothing more; without them pip fetches both into a folder of its own.
  execute_process(COMMAND "${SEEDLINT_PYTHON}" -c "import setuptools, wheel"
    RESULT_VARIABLE _no_setuptools OUTPUT_QUIET ERROR_QUIET)
  set(_isolation --no-build-isolation)
  if(_no_setuptools)
    set(_isolation)
  endif()
  message(STATUS "Fetching the parser's source packages with pip")
  execute_process(
    COMMAND "${SEEDLINT_PYTHON}" -m pip --disable-pip-version-check download --quiet --no-deps
            --no-binary tree-sitter,tree-sitter-python --require-hashes ${_isolation}
            --dest "${_downloads}" --requirement "${_requirements}"
    RESULT_VARIABLE _failed OUTPUT_VARIABLE _pip_says ERROR_VARIABLE _pip_says)
  seedlint_find_archive(tree-sitter _core_archive)
  seedlint_find_archive(tree-sitter-python _grammar_archive)
  if(_failed OR NOT _core_archive OR NOT _grammar_archive)
    message(FATAL_ERROR "pip could not fetch the parser's source packages:\n${_pip_says}\n"
      "Check the network or the proxy (pip honours PIP_INDEX_URL and HTTPS_PROXY), or download the packages named "
      "in ${_requirements} elsewhere, put them into a folder and configure with -DSEEDLINT_DOWNLOADS=that/folder.")
  endif()
endif()

# Unpacked below a folder named by the archive, so a new version never mixes with an old one.
set(_unpacked "${CMAKE_BINARY_DIR}/tree_sitter")
foreach(_archive IN ITEMS "${_core_archive}" "${_grammar_archive}")
  get_filename_component(_name "${_archive}" NAME)
  if(NOT EXISTS "${_unpacked}/${_name}.done")
    file(ARCHIVE_EXTRACT INPUT "${_archive}" DESTINATION "${_unpacked}")
    file(TOUCH "${_unpacked}/${_name}.done")
  endif()
  string(REGEX REPLACE "\\.tar\\.gz$" "" _name "${_name}")
  if(_archive STREQUAL _core_archive)
    set(_core "${_unpacked}/${_name}/tree_sitter/core/lib")
  else()
    set(_grammar "${_unpacked}/${_name}")
  endif()
endforeach()

# The grammar was generated for headers it does not ship: show it the core's under the names it uses.
set(_headers "${_unpacked}/include/tree_sitter")
foreach(_header IN ITEMS parser.h alloc.h array.h ts_assert.h)
  configure_file("${_core}/src/${_header}" "${_headers}/${_header}" COPYONLY)
endforeach()

# The parser is most of the run time and none of our debugging: it is optimised in every build type.
add_library(tree_sitter STATIC "${_core}/src/lib.c")
target_include_directories(tree_sitter SYSTEM PUBLIC "${_core}/include" PRIVATE "${_core}/src")
target_compile_definitions(tree_sitter PRIVATE _GNU_SOURCE NDEBUG)
target_compile_options(tree_sitter PRIVATE -std=gnu11 -O3 -w -fno-sanitize=undefined)

add_library(tree_sitter_python STATIC "${_grammar}/src/parser.c" "${_grammar}/src/scanner.c")
target_include_directories(tree_sitter_python PRIVATE "${_grammar}/src" "${_unpacked}/include")
target_compile_definitions(tree_sitter_python PRIVATE NDEBUG)
target_compile_options(tree_sitter_python PRIVATE -std=gnu11 -O3 -w -fno-sanitize=undefined)
