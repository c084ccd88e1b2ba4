# Host tools that turn rules/**/*.md and rules/libraries/**/*.py into constant data of the program.
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})

add_executable(stubgen rules/generate/stubgen.cpp)
target_link_libraries(stubgen PRIVATE seedlint_warnings)
file(GLOB_RECURSE stub_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/libraries/*.py)
set(SEEDLINT_STUB_TABLE ${generated}/stubs.cpp)
add_custom_command(OUTPUT ${SEEDLINT_STUB_TABLE}
  COMMAND stubgen ${CMAKE_SOURCE_DIR}/rules/libraries ${SEEDLINT_STUB_TABLE}
  DEPENDS stubgen ${stub_files} COMMENT "Embedding library stubs" VERBATIM)

add_executable(rulegen rules/generate/rulegen.cpp)
target_link_libraries(rulegen PRIVATE seedlint_warnings)
file(GLOB rule_pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/seeding/*.md ${CMAKE_SOURCE_DIR}/rules/loading/*.md
     ${CMAKE_SOURCE_DIR}/rules/ranks/*.md ${CMAKE_SOURCE_DIR}/rules/determinism/*.md)
set(SEEDLINT_RULE_TABLE ${generated}/rule_table.cpp)
add_custom_command(OUTPUT ${SEEDLINT_RULE_TABLE}
  COMMAND rulegen ${CMAKE_SOURCE_DIR}/rules ${SEEDLINT_RULE_TABLE}
  DEPENDS rulegen ${rule_pages} COMMENT "Building the rule table" VERBATIM)
