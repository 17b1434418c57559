#pragma once

namespace duban::sql {

enum class Dialect { sqlite, postgresql };

}  // namespace duban::sql
