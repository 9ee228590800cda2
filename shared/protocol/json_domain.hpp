// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "domain/vocabulary.hpp"
#include "protocol/json.hpp"
#include "protocol/json_writer.hpp"

// Inside this room only: vocabularies in JSON are their names.
namespace samen::protocol::json {

// A word of a newer vocabulary is Errc::unsupported, so that its record is kept for review.
template <class E>
E word(const Value& value) {
  const auto found = domain::from_name<E>(value.text(64));
  if (!found) value.fail(base::Errc::unsupported, "a word this version does not know");
  return found.value_or(E{});
}

template <class E>
std::optional<E> optional_word(const Value& object, std::string_view name) {
  const auto value = object.find(name);
  if (!value) return std::nullopt;
  return word<E>(*value);
}

template <class E>
domain::SetOf<E> set_of(const Value& list) {
  domain::SetOf<E> set;
  for (const Value& value : list.list(domain::vocabulary_size<E>())) set.add(word<E>(value));
  return set;
}

template <class E>
void put_set(SecretWriter& out, std::string_view name, domain::SetOf<E> set) {
  out.name(name).begin_list();
  set.each([&out](E value) { out.text(domain::name_of(value)); });
  out.end_list();
}

template <class E>
void put_optional(SecretWriter& out, std::string_view name, const std::optional<E>& value) {
  if (value) out.field(name, domain::name_of(*value));
}

}  // namespace samen::protocol::json
