# duban_ring(FOLDER [SEES ring ...] [NEEDS target ...])
#
# A ring is a static library made of the sources of one folder.  Its include path is a *view*: a
# folder of the build tree that holds one link, to the ring's own sources.  Linking a ring adds its
# view, so an #include that runs the wrong way finds no file.
function(duban_ring folder)
  cmake_parse_arguments(PARSE_ARGV 1 ring "" "" "SEES;NEEDS")
  string(REPLACE "/" "_" name ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/*.hpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")

  cmake_path(GET folder PARENT_PATH parent)
  set(view ${CMAKE_BINARY_DIR}/views/${name})
  file(MAKE_DIRECTORY ${view}/${parent})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ${view}/${folder} SYMBOLIC)

  add_library(duban_${name} STATIC ${sources})
  target_include_directories(duban_${name} PUBLIC ${view})
  list(TRANSFORM ring_SEES REPLACE "/" "_")
  list(TRANSFORM ring_SEES PREPEND duban_)
  target_link_libraries(duban_${name} PUBLIC duban_options ${ring_SEES} ${ring_NEEDS})
endfunction()
