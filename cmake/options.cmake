set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(DUBAN_TESTS "Build the tests" ON)
set(DUBAN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")

# Both save time and neither is needed.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Linked by every ring and every test.
add_library(duban_options INTERFACE)
target_compile_options(duban_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wcast-align -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough)
if(CMAKE_UNITY_BUILD)
  # Sources compiled together see what their neighbours keep to themselves, and lie in no main file.
  target_compile_options(duban_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
else()
  target_compile_options(duban_options INTERFACE -Wshadow)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(duban_options INTERFACE
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wuseless-cast -Wsuggest-override)
  if(CMAKE_BUILD_TYPE STREQUAL "Release" OR DUBAN_SANITIZE)
    # GCC 12 takes every optimised move of a std::variant for a read of what was never written.
    target_compile_options(duban_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(DUBAN_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Asio's fences, which the sanitizer does not understand; no code of ours rests on a fence alone.
  target_compile_options(duban_options INTERFACE -Wno-tsan)
endif()
if(DUBAN_SANITIZE)
  # vptr asks for the type information of SOCI's classes, which Debian's library keeps to itself.
  target_compile_options(duban_options INTERFACE
    -fsanitize=${DUBAN_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(duban_options INTERFACE -fsanitize=${DUBAN_SANITIZE})
endif()
