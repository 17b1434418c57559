# Dependencies point inward: fails on any #include of ROOT that no line of the table allows.
#
#   cmake -DROOT=FOLDER -P layers.cmake
#
# The compiler sees to our own headers as well (cmake/ring.cmake); what lies in the system's include
# path only this test can keep apart.
cmake_minimum_required(VERSION 3.25)

# What is included -> the folders that may.  The first line that fits an include decides; the folder
# "itself" is the one the header lies in.
set(table
  "^engine/                           -> engine|workflows|adapters"
  "^workflows/[^/]+$                  -> workflows|adapters/cli"
  "^workflows/[^/]+/                  -> itself"
  "^adapters/[^/]+/                   -> itself|adapters/cli"
  "^boost/msm/                        -> engine/machine"
  "^boost/asio(/|\\.hpp$)             -> engine/schedule|adapters/http|adapters/web|adapters/mail|adapters/webhook|adapters/cli"
  "^boost/(beast|url)(/|\\.hpp$)      -> adapters/http|adapters/web"
  "^boost/describe(/|\\.hpp$)         -> engine|workflows|adapters"
  "^boost/                            -> engine|adapters"
  "^spdlog/                           -> engine|adapters"
  "^date/                             -> engine|adapters"
  "^openssl/                          -> adapters/accounts"
  "^(curl|cjose)/                     -> adapters/accounts"
  "^sodium\\.h$                       -> engine|adapters/accounts|adapters/cli"
  "^(soci/|sqlite3\\.h$|libpq-fe\\.h$) -> adapters/sql"
  "^toml\\+\\+/                       -> adapters/files"
  "^magic\\.h$                        -> adapters/files"
  "^CLI/                              -> adapters/cli"
  "^(unistd|fcntl|iconv|malloc|pwd|signal)\\.h$  -> adapters"
  "^sys/[a-z]+\\.h$                   -> adapters"
  "^[a-z_]+$                          -> engine|workflows|adapters")

# The folders that may include `header`, or nothing if no line of the table knows it.
function(folders_that_may header out)
  foreach(line IN LISTS table)
    string(REGEX MATCH "^([^ ]+) +-> (.*)$" _ "${line}")
    set(folders ${CMAKE_MATCH_2})
    if(header MATCHES ${CMAKE_MATCH_1})
      string(REGEX MATCH "^[^/]+/[^/]+" home ${header})
      string(REPLACE "itself" "${home}" folders ${folders})
      set(${out} ${folders} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(${out} "" PARENT_SCOPE)
endfunction()

function(check_includes file)
  file(STRINGS ${ROOT}/${file} lines REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "[<\"]([^>\"]*)[>\"]" _ "${line}")
    set(header "${CMAKE_MATCH_1}")
    folders_that_may("${header}" folders)
    if(folders STREQUAL "")
      message(SEND_ERROR "${file}: nobody may include ${header}; tests/layers.cmake knows who may what")
    elseif(NOT file MATCHES "^(${folders})/")
      message(SEND_ERROR "${file}: ${header} is for ${folders} only")
    endif()
  endforeach()
endfunction()

# The engine runs any procedure and names none.
function(check_names file)
  set(code "^([^/]|/[^/])*")  # up to a comment
  file(STRINGS ${ROOT}/${file} lines REGEX "${code}(\"(${procedures})[\".]|(${procedures})::)")
  if(lines)
    message(SEND_ERROR "${file}: the engine names a workflow: ${lines}")
  endif()
endfunction()

file(GLOB procedures LIST_DIRECTORIES true RELATIVE ${ROOT}/workflows ${ROOT}/workflows/*)
list(FILTER procedures EXCLUDE REGEX "\\.")
list(JOIN procedures "|" procedures)

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/engine/*.[ch]pp ${ROOT}/workflows/*.[ch]pp ${ROOT}/adapters/*.[ch]pp)
foreach(file IN LISTS files)
  check_includes(${file})
  if(procedures AND file MATCHES "^engine/")
    check_names(${file})
  endif()
endforeach()
if(NOT files)
  message(SEND_ERROR "${ROOT} holds no sources")
endif()
