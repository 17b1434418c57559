#pragma once

namespace duban::accounts {

/// Lets a std::unique_ptr own what a C library must be given back.
template <auto release>
struct Released {
  template <class T>
  void operator()(T* owned) const {
    release(owned);
  }
};

}  // namespace duban::accounts
