# Puts migrations/*.sql into the program, in order of their numbers.
file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/migrations/[0-9]*.sql)
list(SORT migrations)
foreach(file IN LISTS migrations)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  cmake_path(GET file STEM name)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"sql(${text})sql\"},\n")
endforeach()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/migration_texts.cpp @ONLY CONTENT
[[#include "adapters/sql/migration.hpp"

namespace duban::sql {

const std::vector<Migration>& migrations() {  // NOLINT(readability-function-size): they are long
  static const std::vector<Migration> all{
@entries@  };
  return all;
}

}  // namespace duban::sql
]])
target_sources(duban_adapters_sql PRIVATE ${CMAKE_BINARY_DIR}/generated/migration_texts.cpp)
