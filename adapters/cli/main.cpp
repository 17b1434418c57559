#include "adapters/cli/run.hpp"

#include <iostream>

int main(int argc, char** argv) {
  return duban::cli::run(argc, argv, std::cout, std::cerr);
}
