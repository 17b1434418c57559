# layers.cmake against trees of one file each: what it must let pass and what it must refuse.
#
#   cmake -DPLACE=FOLDER -P layers_refuse.cmake
cmake_minimum_required(VERSION 3.25)

set(pass
  "engine/register/register.cpp      #include <spdlog/spdlog.h>"
  "engine/machine/msm_workflow.hpp   #include <boost/msm/back/state_machine.hpp>"
  "engine/schedule/run.cpp           #include <boost/asio/io_context.hpp>"
  "engine/data/canonical.cpp         #include <sodium.h>"
  "engine/time/instant.hpp           #include <chrono>"
  "engine/workflow.hpp               std::string text  // as in \"suggestion.title\""
  "workflows/catalogue.cpp           #include \"workflows/catalogue.hpp\""
  "workflows/suggestion/effects.cpp  #include \"workflows/suggestion/effects.hpp\""
  "workflows/suggestion/facts.hpp    #include <boost/describe.hpp>"
  "adapters/sql/rows.cpp             #include <soci/soci.h>"
  "adapters/files/toml.cpp           #include <toml++/toml.h>"
  "adapters/cli/main.cpp             #include \"adapters/sql/sql_store.hpp\""
  "adapters/cli/run.cpp              #include \"workflows/catalogue.hpp\"")

set(refuse
  "engine/register/register.cpp      #include \"workflows/catalogue.hpp\""
  "engine/register/register.cpp      #include \"workflows/suggestion/facts.hpp\""
  "engine/register/register.cpp      #include \"adapters/sql/sql_store.hpp\""
  "engine/register/register.cpp      #include <boost/msm/back/state_machine.hpp>"
  "engine/register/register.cpp      #include <boost/asio.hpp>"
  "engine/register/register.cpp      #  include <boost/asio/io_context.hpp>"
  "engine/register/register.cpp      #include <soci/soci.h>"
  "engine/register/register.cpp      #include <libpq-fe.h>"
  "engine/register/register.cpp      #include <unistd.h>"
  "engine/register/register.cpp      #include <openssl/evp.h>"
  "engine/register/register.cpp      #include \"case.hpp\""
  "engine/register/register.cpp      #include \"../data/codec.hpp\""
  "engine/register/register.cpp      const auto child = find(\"suggestion.assignment\")"
  "engine/register/register.cpp      const auto first = suggestion::workflow()"
  "workflows/suggestion/facts.hpp    #include \"workflows/project/facts.hpp\""
  "workflows/suggestion/facts.hpp    #include \"adapters/files/toml.hpp\""
  "workflows/suggestion/facts.hpp    #include <boost/msm/front/functor_row.hpp>"
  "workflows/suggestion/facts.hpp    #include <boost/json.hpp>"
  "workflows/suggestion/facts.hpp    #include <spdlog/spdlog.h>"
  "adapters/files/toml.cpp           #include \"adapters/sql/query.hpp\""
  "adapters/files/toml.cpp           #include \"workflows/catalogue.hpp\""
  "adapters/files/toml.cpp           #include <soci/soci.h>"
  "adapters/tables/csv.cpp           #include <toml++/toml.h>"
  "adapters/sql/rows.cpp             #include <boost/asio/io_context.hpp>"
  "adapters/sql/rows.cpp             #include <CLI/CLI.hpp>"
  "adapters/sql/rows.cpp             #include <sodium.h>"
  "adapters/cli/run.cpp              #include <sqlite3.h>"
  "adapters/cli/run.cpp              #include \"workflows/suggestion/facts.hpp\"")

# Runs layers.cmake on a tree that holds nothing but `row`, a file and its only line.
function(judge row out)
  string(REGEX MATCH "^([^ ]+) +(.*)$" _ "${row}")
  file(REMOVE_RECURSE ${PLACE})
  file(WRITE ${PLACE}/${CMAKE_MATCH_1} "${CMAKE_MATCH_2}\n")
  file(MAKE_DIRECTORY ${PLACE}/workflows/suggestion)
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${PLACE} -P ${CMAKE_CURRENT_LIST_DIR}/layers.cmake
    RESULT_VARIABLE code ERROR_VARIABLE said)
  if(code EQUAL 0)
    set(${out} passed PARENT_SCOPE)
  elseif(said MATCHES "${CMAKE_MATCH_1}: ")
    set(${out} refused PARENT_SCOPE)
  else()
    message(FATAL_ERROR "layers.cmake fails without naming the file:\n${said}")
  endif()
endfunction()

foreach(expected pass refuse)
  foreach(row IN LISTS ${expected})
    judge("${row}" verdict)
    if(NOT verdict MATCHES ${expected})
      message(SEND_ERROR "${verdict}, but must ${expected}: ${row}")
    endif()
  endforeach()
endforeach()
file(REMOVE_RECURSE ${PLACE})
