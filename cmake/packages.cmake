# Debian's packages; none is vendored or downloaded from elsewhere.
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Threads REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)

# Debian ships no CMake package for these.
find_library(MAGIC_LIBRARY magic REQUIRED)
add_library(magic::magic INTERFACE IMPORTED)
target_link_libraries(magic::magic INTERFACE ${MAGIC_LIBRARY})

find_library(SODIUM_LIBRARY sodium REQUIRED)
add_library(sodium::sodium INTERFACE IMPORTED)
target_link_libraries(sodium::sodium INTERFACE ${SODIUM_LIBRARY})

find_library(CJOSE_LIBRARY cjose REQUIRED)
add_library(cjose::cjose INTERFACE IMPORTED)
target_link_libraries(cjose::cjose INTERFACE ${CJOSE_LIBRARY})

find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
find_library(SQLITE3 sqlite3 REQUIRED)
find_library(PQ pq REQUIRED)
add_library(soci::soci INTERFACE IMPORTED)
target_include_directories(soci::soci SYSTEM INTERFACE /usr/include/postgresql)
target_link_libraries(soci::soci INTERFACE
  ${SOCI_SQLITE3} ${SOCI_POSTGRESQL} ${SOCI_CORE} ${SQLITE3} ${PQ} ${CMAKE_DL_LIBS})
