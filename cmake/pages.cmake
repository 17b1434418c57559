# The pages, built by npm: `cmake --build --preset release --target pages`.  No other target needs them,
# so that whoever changes C++ needs no Node.js.
set(pages_source ${CMAKE_SOURCE_DIR}/adapters/web)
set(pages_folder ${CMAKE_BINARY_DIR}/pages)

file(GLOB_RECURSE pages_sources CONFIGURE_DEPENDS
  ${pages_source}/src/*.ts ${pages_source}/src/*.vue ${pages_source}/src/*.css ${pages_source}/src/*.json
  ${pages_source}/public/* ${CMAKE_SOURCE_DIR}/config/locales/*.json
  ${CMAKE_SOURCE_DIR}/config/divisions/*.csv)
list(FILTER pages_sources EXCLUDE REGEX "/src/(api/document|components)\\.d\\.ts$")

add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/pages-packages
  COMMAND npm ci --no-audit --no-fund --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/pages-packages
  DEPENDS ${pages_source}/package.json ${pages_source}/package-lock.json
  WORKING_DIRECTORY ${pages_source} VERBATIM)

# The types of the API are what the program itself says of it.
add_custom_command(
  OUTPUT ${pages_source}/src/api/document.d.ts
  COMMAND node api-types.mjs $<TARGET_FILE:duban>
  DEPENDS duban ${pages_source}/api-types.mjs ${CMAKE_BINARY_DIR}/pages-packages
  WORKING_DIRECTORY ${pages_source} VERBATIM)

add_custom_command(
  OUTPUT ${pages_folder}/index.html
  COMMAND npx vite build --logLevel warn --outDir ${pages_folder}
  COMMAND node compress.mjs ${pages_folder}
  COMMAND ${CMAKE_COMMAND} -E touch ${pages_folder}/index.html
  DEPENDS ${pages_sources} ${pages_source}/index.html ${pages_source}/vite.config.ts
    ${pages_source}/tsconfig.json ${pages_source}/compress.mjs ${pages_source}/src/api/document.d.ts
    ${CMAKE_BINARY_DIR}/pages-packages
  WORKING_DIRECTORY ${pages_source} VERBATIM)

add_custom_target(pages DEPENDS ${pages_folder}/index.html)
