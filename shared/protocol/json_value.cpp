// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/secret.hpp"
#include "protocol/json.hpp"

namespace samen::protocol::json {

using base::Errc;

namespace {

class LockedMemory final : public std::pmr::memory_resource {
  void* do_allocate(std::size_t bytes, std::size_t) override {
    return base::locked_allocate(bytes);
  }
  void do_deallocate(void* memory, std::size_t bytes, std::size_t) override {
    base::locked_free(memory, bytes);
  }
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace

std::pmr::memory_resource* Document::memory(Holds holds) {
  static LockedMemory locked;
  return holds == Holds::people ? &locked : std::pmr::get_default_resource();
}

Value Document::root() {
  return {this, 0};
}

base::Result<void> Document::verdict() const {
  if (error_) return std::unexpected(*error_);
  return {};
}

// Walks down from the root. Names on the way are ones a reader asked for, so they are ours.
std::string Document::path_of(std::uint32_t node) const {
  std::string path;
  std::uint32_t here = 0;
  while (here != node) {
    std::uint32_t child = here + 1;
    std::size_t number = 0;
    while (nodes_[child].end <= node) child = nodes_[child].end, ++number;
    if (nodes_[here].type == Type::list) {
      path += "[" + std::to_string(number) + "]";
    } else {
      if (!path.empty()) path += ".";
      path.append(text_.data() + nodes_[child].key_at, nodes_[child].key_size);
    }
    here = child;
  }
  return path;
}

void Value::fail(Errc code, std::string_view what) const {
  if (document_->error_ || node_ == kNothing) return;
  const std::string path = document_->path_of(node_);
  document_->error_ =
      base::Error{code, (path.empty() ? "the message" : path) + ": " + std::string(what)};
}

const Document::Node* Value::expect(Document::Type type, std::string_view what) const {
  if (node_ == kNothing) return nullptr;
  const auto& node = document_->nodes_[node_];
  if (node.type == type) return &node;
  fail(Errc::invalid_input, what);
  return nullptr;
}

std::optional<Value> Value::find(std::string_view name) const {
  const auto* object = expect(Document::Type::object, "expected an object");
  if (object == nullptr) return std::nullopt;
  for (std::uint32_t i = node_ + 1; i < object->end; i = document_->nodes_[i].end) {
    const auto& member = document_->nodes_[i];
    if (std::string_view(document_->text_.data() + member.key_at, member.key_size) != name) {
      continue;
    }
    if (member.type == Document::Type::null) return std::nullopt;
    return Value(document_, i);
  }
  return std::nullopt;
}

Value Value::at(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  fail(Errc::invalid_input, "\"" + std::string(name) + "\" is missing");
  return {document_, kNothing};
}

std::vector<Value> Value::list(std::size_t most) const {
  std::vector<Value> values;
  const auto* node = expect(Document::Type::list, "expected a list");
  if (node == nullptr) return values;
  for (std::uint32_t i = node_ + 1; i < node->end; i = document_->nodes_[i].end) {
    if (values.size() == most) {
      fail(Errc::limit, "more than " + std::to_string(most) + " elements");
      return {};
    }
    values.push_back(Value(document_, i));
  }
  return values;
}

std::string_view Value::text(std::size_t most_bytes) const {
  const auto* node = expect(Document::Type::text, "expected a text");
  if (node == nullptr) return {};
  if (node->text_size > most_bytes) {
    fail(Errc::limit, "longer than " + std::to_string(most_bytes) + " bytes");
    return {};
  }
  return {document_->text_.data() + node->text_at, node->text_size};
}

std::int64_t Value::integer(std::int64_t least, std::int64_t most) const {
  const auto* node = expect(Document::Type::integer, "expected a whole number");
  if (node == nullptr) return least;
  if (node->integer < least || node->integer > most) {
    fail(Errc::invalid_input,
         "expected a number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }
  return node->integer;
}

bool Value::boolean() const {
  const auto* node = expect(Document::Type::boolean, "expected true or false");
  return node != nullptr && node->truth;
}

base::Uuid Value::uuid() const {
  const auto spelled = text(36);
  if (!ok()) return {};
  const auto id = base::Uuid::parse(spelled);
  if (!id) fail(Errc::invalid_input, "expected a UUID");
  return id.value_or(base::Uuid{});
}

base::Bytes Value::bytes(std::size_t most) const {
  const auto spelled = text((most + 2) / 3 * 4);
  if (!ok()) return {};
  auto decoded = base::from_base64(spelled);
  if (!decoded) {
    fail(Errc::invalid_input, "expected base64");
    return {};
  }
  if (decoded->size() > most) {
    fail(Errc::limit, "more than " + std::to_string(most) + " bytes");
    return {};
  }
  return *std::move(decoded);
}

void Value::bytes_exactly(std::span<std::uint8_t> out) const {
  const auto decoded = bytes(out.size());
  if (!ok()) return;
  if (decoded.size() != out.size()) {
    fail(Errc::invalid_input, "expected " + std::to_string(out.size()) + " bytes in base64");
    return;
  }
  std::ranges::copy(decoded, out.begin());
}

}  // namespace samen::protocol::json
