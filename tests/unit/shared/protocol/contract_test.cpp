// SPDX-License-Identifier: Apache-2.0
// openapi.yaml is the contract: what the programs write has exactly its fields, and what it calls
// required is what the readers require.
#include <fstream>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "protocol/messages.hpp"
#include "tests/source_dir.hpp"

namespace samen::protocol {
namespace {

struct Schema {
  std::map<std::string, std::string> properties;  // name -> name of the schema it refers to, or ""
  std::set<std::string> required;
};

std::string ref_in(const std::string& line) {
  const std::string mark = "#/components/schemas/";
  const auto at = line.find(mark);
  if (at == std::string::npos) return {};
  const auto start = at + mark.size();
  return line.substr(start, line.find('"', start) - start);
}

// Just enough YAML for the shape our file keeps: schemas at indent 4, their parts at 6, properties
// at 8.
std::map<std::string, Schema> read_schemas() {
  std::ifstream file(std::string(SAMEN_SOURCE_DIR) + "/shared/protocol/openapi.yaml");
  std::map<std::string, Schema> schemas;
  std::string line, schema, part, property;
  bool inside = false;
  while (std::getline(file, line)) {
    const auto indent = line.find_first_not_of(' ');
    if (indent == std::string::npos) continue;
    const std::string name = line.substr(indent, line.find(':') - indent);
    if (indent <= 2) inside = indent == 2 && name == "schemas";
    if (!inside || indent == 2) continue;
    if (indent == 4) schema = name, part.clear();
    if (indent == 6) part = name;
    if (indent == 6 && name == "required") {
      std::string list = line.substr(line.find('[') + 1);
      list = list.substr(0, list.find(']')) + ",";
      for (std::size_t at = 0, comma; (comma = list.find(',', at)) != std::string::npos;
           at = comma + 1) {
        const auto start = list.find_first_not_of(' ', at);
        schemas[schema].required.insert(list.substr(start, comma - start));
      }
    }
    if (part != "properties") continue;
    if (indent == 8) property = name, schemas[schema].properties[property];
    if (indent >= 8 && !ref_in(line).empty()) schemas[schema].properties[property] = ref_in(line);
  }
  return schemas;
}

class Contract : public testing::Test {
 protected:
  // Every field written is in the schema, every required one is written; notes which were seen.
  void check(const nlohmann::json& value, const std::string& name) {
    if (value.is_array()) {
      for (const auto& each : value) check(each, name);
      return;
    }
    if (!value.is_object()) return;
    const Schema& schema = schemas_.at(name);
    for (const auto& [key, member] : value.items()) {
      const auto known = schema.properties.find(key);
      ASSERT_NE(known, schema.properties.end()) << name << "." << key << " is not in openapi.yaml";
      seen_[name].insert(key);
      if (!known->second.empty()) check(member, known->second);
    }
    for (const auto& key : schema.required) {
      EXPECT_TRUE(value.contains(key)) << name << "." << key << " is required but not written";
    }
  }

  // Takes each field away, one at a time: the reader complains exactly when it is required.
  void check_required(nlohmann::json& root, nlohmann::json& here, const std::string& name,
                      const std::function<bool(const std::string&)>& reads) {
    if (here.is_array()) {
      for (auto& each : here) check_required(root, each, name, reads);
      return;
    }
    if (!here.is_object()) return;
    const Schema& schema = schemas_.at(name);
    std::vector<std::string> keys;
    for (const auto& [key, member] : here.items()) keys.push_back(key);
    for (const auto& key : keys) {
      const nlohmann::json kept = here[key];
      here.erase(key);
      // Two fields depend on a third: a card has its content, a result that counts its receipt.
      const bool needed = schema.required.contains(key) ||
                          (name == "FeedItem" && key == "sealed") ||
                          (name == "RecordResult" && key == "receipt");
      EXPECT_EQ(reads(root.dump()), !needed) << name << "." << key;
      here[key] = kept;
      const auto& ref = schema.properties.at(key);
      if (!ref.empty()) check_required(root, here[key], ref, reads);
    }
  }

  template <class Message>
  void hold(const Message& message, const std::string& name,
            base::Result<Message> (*read)(std::string_view)) {
    nlohmann::json root = nlohmann::json::parse(write_json(message));
    check(root, name);
    check_required(root, root, name,
                   [read](const std::string& text) { return read(text).has_value(); });
  }

  std::map<std::string, Schema> schemas_ = read_schemas();
  std::map<std::string, std::set<std::string>> seen_;
};

TEST_F(Contract, ProgramsWriteAndRequireWhatItSays) {
  ASSERT_GE(schemas_.size(), 11U);
  base::Uuid id;
  id.bytes[0] = 1;
  Envelope envelope;
  envelope.id = envelope.device = id;
  envelope.seq = 3;
  envelope.key_id = "k1";
  envelope.body = {1, 2, 3};
  const Receipt receipt{id, {}, ReceiptStatus::accepted, id, id, 3, {}};
  hold(EnrolRequest{"ABCDEFGH1234", {1}, {2}, {3}, {{4}}}, "EnrolRequest", read_enrol_request);
  hold(EnrolAnswer{id, 7, "Zuid", {1}, "k1", {2}, id, 5, 6}, "EnrolAnswer", read_enrol_answer);
  hold(BatchRequest{{envelope}}, "BatchRequest", read_batch_request);
  RecordResult result{id, ResultClass::refused, receipt, ErrorMessage{"signature", "why"}, 9};
  hold(BatchAnswer{id, 1, 2, {result}, {8}}, "BatchAnswer", read_batch_answer);
  hold(FeedPage{{{{id, 3, FeedKind::card, {1}, {4}}}, "c", true, true},
                id,
                1,
                2,
                NextTlsKey{{5}, {6}},
                SealKey{{7}, 8, {9}},
                {8}},
       "FeedPage", read_feed_page);
  hold(ErrorMessage{"clock", "off"}, "ErrorMessage", read_error);
  hold(receipt, "Receipt", read_receipt);
  for (const auto& [name, schema] : schemas_) {
    // Written by the server alone; tests/e2e/contract_test.py sees them go over the wire.
    if (name == "Health" || name == "Readiness") continue;
    for (const auto& [key, ref] : schema.properties) {
      if (name == "ErrorMessage" && key != "error") continue;
      EXPECT_TRUE(seen_[name].contains(key)) << name << "." << key << " is in nobody's message";
    }
  }
}

}  // namespace
}  // namespace samen::protocol
