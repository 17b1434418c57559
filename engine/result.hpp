#pragma once

#include <boost/system/result.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace duban {

/// What kind of "no" an answer is.  For programs; `Error::detail` is for people.
enum class Problem {
  no_such_case,   ///< the id is unknown, or hidden from this actor
  no_such_event,  ///< the workflow has no event of this name
  not_in_state,   ///< the event exists, but not from the state the case is in
  no_authority,   ///< the actor holds none of the roles that may do this
  condition,      ///< a condition of the row is not met; `subject` names it
  stale_version,  ///< someone else acted first: read again and decide again
  bad_input,      ///< a value is missing or malformed; `subject` is its path
  not_found,      ///< something named in the request does not exist
  conflict,       ///< what is asked for contradicts what is already there
  too_often,      ///< tried too often, or by too many at once: wait and try again
};

/// Why a request was refused: an ordinary answer, shown to whoever asked.  A broken database or a
/// defect of the program is thrown, never returned.
struct Error {
  Problem problem{};
  std::string subject;  ///< path of the value, name of the condition, code of the event …
  std::string detail;   ///< one sentence: what is wrong and what would be right
  std::vector<std::string>
      possible{};               ///< events that are possible, roles that may, values that fit
  std::chrono::seconds wait{};  ///< before trying again is worth it (too_often); 0: nobody knows

  bool operator==(const Error&) const = default;
};

template <class T>
using Result = boost::system::result<T, Error>;

/// Found by Boost.System when value() is called on a Result that holds an Error.
[[noreturn]] inline void throw_exception_from_error(const Error& error,
                                                    const boost::source_location& where) {
  throw std::logic_error(std::string{where.file_name()} + ": unchecked refusal: " + error.subject +
                         ": " + error.detail);
}

/// The common refusal of a malformed value.
[[nodiscard]] inline Error bad_input(std::string path, std::string detail) {
  return Error{Problem::bad_input, std::move(path), std::move(detail)};
}

}  // namespace duban
