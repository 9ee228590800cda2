// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "domain/records.hpp"
#include "sync/matcher/synthetic/population.hpp"

// Made-up households with names as people have them: common ones are common, each spelled in more
// than one way and script.
namespace samen::test {

using Spellings = std::array<const char*, 3>;  // the last one in the script of the language
struct Names {
  std::vector<domain::Language> of;
  std::vector<Spellings> women;
  std::vector<Spellings> men;
};

inline const std::vector<Names> kAllNames = {
    {{domain::Language::ar, domain::Language::ckb, domain::Language::kmr},
     {{"Fatima", "Fatma", "فاطمة"},
      {"Maryam", "Mariam", "مريم"},
      {"Aisha", "Aischa", "عائشة"},
      {"Khadija", "Khadidja", "خديجة"},
      {"Amina", "Aminah", "أمينة"},
      {"Rania", "Ranya", "رانيا"},
      {"Hanan", "Hanane", "حنان"},
      {"Samira", "Sameera", "سميرة"},
      {"Yasmin", "Jasmin", "ياسمين"},
      {"Nour", "Noor", "نور"},
      {"Salma", "Selma", "سلمى"},
      {"Rasha", "Racha", "رشا"},
      {"Zeinab", "Zaynab", "زينب"},
      {"Layla", "Leila", "ليلى"},
      {"Huda", "Houda", "هدى"}},
     {{"Mohammed", "Muhammad", "محمد"},
      {"Ahmad", "Ahmed", "أحمد"},
      {"Mahmoud", "Mahmud", "محمود"},
      {"Khaled", "Khalid", "خالد"},
      {"Omar", "Omer", "عمر"},
      {"Yousef", "Yusuf", "يوسف"},
      {"Ibrahim", "Ebrahim", "إبراهيم"},
      {"Hassan", "Hasan", "حسن"},
      {"Hussein", "Husain", "حسين"},
      {"Mustafa", "Mostafa", "مصطفى"},
      {"Abdulrahman", "Abdel Rahman", "عبد الرحمن"},
      {"Tarek", "Tariq", "طارق"},
      {"Samir", "Sameer", "سمير"},
      {"Bilal", "Belal", "بلال"},
      {"Walid", "Waleed", "وليد"},
      {"Rashid", "Rachid", "رشيد"},
      {"Jamal", "Djamal", "جمال"}}},
    {{domain::Language::tr},
     {{"Ayşe", "Ayse", "Ayşe"},
      {"Emine", "Emina", "Emine"},
      {"Hatice", "Hatije", "Hatice"},
      {"Zeynep", "Zeyneb", "Zeynep"},
      {"Elif", "Elifa", "Elif"},
      {"Gülşen", "Gulsen", "Gülşen"}},
     {{"Mehmet", "Mehmed", "Mehmet"},
      {"Murat", "Mourat", "Murat"},
      {"Emre", "Emra", "Emre"},
      {"Hüseyin", "Huseyin", "Hüseyin"},
      {"Serkan", "Sercan", "Serkan"},
      {"Çetin", "Cetin", "Çetin"}}},
    {{domain::Language::fa, domain::Language::prs, domain::Language::ps},
     {{"Shirin", "Sjirin", "شیرین"},
      {"Parisa", "Pareesa", "پریسا"},
      {"Farzaneh", "Farzana", "فرزانه"},
      {"Nasrin", "Nasreen", "نسرین"},
      {"Golnar", "Gulnar", "گلنار"},
      {"Zahra", "Zara", "زهرا"}},
     {{"Reza", "Rezah", "رضا"},
      {"Behrouz", "Behruz", "بهروز"},
      {"Farhad", "Ferhad", "فرهاد"},
      {"Jawad", "Javad", "جواد"},
      {"Najib", "Najeeb", "نجیب"},
      {"Kamran", "Camran", "کامران"},
      {"Gholam", "Ghulam", "غلام"}}},
    {{domain::Language::ti, domain::Language::am},
     {{"Selam", "Selaam", "ሰላም"},
      {"Mehret", "Mihret", "ምሕረት"},
      {"Tsega", "Tsegga", "ጸጋ"},
      {"Bethlehem", "Betelhem", "ቤተልሔም"},
      {"Saba", "Sabba", "ሳባ"}},
     {{"Yonas", "Jonas", "ዮናስ"},
      {"Tesfay", "Tesfai", "ተስፋይ"},
      {"Dawit", "Daweet", "ዳዊት"},
      {"Kidane", "Kidaneh", "ኪዳነ"},
      {"Berhane", "Birhane", "ብርሃነ"},
      {"Samuel", "Samuell", "ሳሙኤል"}}},
    {{domain::Language::ru, domain::Language::uk},
     {{"Olena", "Elena", "Олена"},
      {"Kateryna", "Katerina", "Катерина"},
      {"Tetiana", "Tatiana", "Тетяна"},
      {"Iryna", "Irina", "Ірина"},
      {"Svitlana", "Svetlana", "Світлана"}},
     {{"Andriy", "Andrii", "Андрій"},
      {"Dmytro", "Dmitro", "Дмитро"},
      {"Serhiy", "Serhii", "Сергій"},
      {"Mykola", "Mikola", "Микола"},
      {"Volodymyr", "Volodimir", "Володимир"}}},
    {{domain::Language::so, domain::Language::fr, domain::Language::es},
     {{"Hodan", "Hoodan", "Hodan"},
      {"Fartun", "Fartuun", "Fartun"},
      {"Grâce", "Grace", "Grâce"},
      {"Esperanza", "Esperansa", "Esperanza"},
      {"Lucía", "Lucia", "Lucía"}},
     {{"Abdi", "Abdie", "Abdi"},
      {"Warsame", "Warsameh", "Warsame"},
      {"Jean-Pierre", "Jean Pierre", "Jean-Pierre"},
      {"Diego", "Diégo", "Diego"},
      {"Cédric", "Cedric", "Cédric"}}},
};

struct Named {
  domain::Household household;
  std::vector<const Spellings*> names;  // of each adult
};

// As many households as asked for, in one municipality, from `seed`.
inline std::vector<Named> named_households(std::uint64_t seed, int count) {
  matcher::PopulationOptions options;
  options.seed = seed;
  options.households = count;
  options.groups = options.singles = 0;
  options.municipalities = {matcher::Municipality::almere};
  base::SeededRandom random(seed + 1000);
  std::vector<Named> people;
  const auto made = matcher::make_population(options);
  for (const auto& sign_up : *made) {
    Named named{std::get<domain::Household>(sign_up.record.body), {}};
    auto& household = named.household;
    const auto fluent = household.adults[0].languages.at_least(domain::LanguageLevel::fluent);
    const auto* names = &kAllNames.back();
    for (const auto& each : kAllNames) {
      for (const auto language : each.of) {
        if (fluent.has(language)) names = &each;
      }
    }
    for (auto& adult : household.adults) {
      const auto& list = adult.gender == domain::Gender::woman ? names->women : names->men;
      // The first ones are the common ones.
      const auto at = std::min(random.below(list.size()), random.below(list.size()));
      named.names.push_back(&list[at]);
      adult.called = base::SecretText(list[at][0]);
    }
    household.name = household.adults[0].called;
    household.adults[0].called.clear();
    if (household.contact.channel != domain::ContactChannel::caseworker) {
      const auto number = std::to_string(10'000'000 + random.below(90'000'000));
      household.contact = {domain::ContactChannel::phone, base::SecretText("06" + number)};
    }
    people.push_back(std::move(named));
  }
  return people;
}

enum class Twice {
  other_number_format,
  other_script,
  spelled_otherwise,
  new_number,
  by_the_other_adult,
};
inline constexpr int kTwice = 5;

// The same people at another kiosk on another day: most answers are the same, some are not.
inline domain::Household once_more(const Named& named, Twice how, base::Random& random) {
  auto again = named.household;
  for (int i = 0; i < 21; ++i) {
    if (random.below(12) != 0) continue;
    const auto block = static_cast<domain::TimeBlock>(i);
    again.times.has(block) ? again.times.remove(block) : again.times.add(block);
  }
  for (auto& adult : again.adults) {
    if (adult.goals.size() > 1 && random.below(2) == 0) std::swap(adult.goals[0], adult.goals[1]);
    for (int i = 0; i < 18; ++i) {
      const auto interest = static_cast<domain::Interest>(i);
      if (adult.interests.has(interest) && random.below(6) == 0) adult.interests.remove(interest);
    }
    if (random.below(4) == 0) adult.sectors = {};  // skipped this time
  }
  const auto spell = [&](std::size_t way) {
    for (std::size_t i = 0; i < again.adults.size(); ++i) {
      auto& name = i == 0 ? again.name : again.adults[i].called;
      name = base::SecretText((*named.names[i])[way]);
    }
  };
  const auto number = std::to_string(10'000'000 + random.below(90'000'000));
  switch (how) {
    case Twice::other_number_format: {
      spell(1);
      const std::string old(again.contact.value.view());
      if (old.size() < 10) break;
      const auto rest = "+31 6 " + old.substr(2, 4) + "-" + old.substr(6);
      again.contact.value = base::SecretText(rest);
      break;
    }
    case Twice::other_script:
      spell(2);
      again.contact = {domain::ContactChannel::caseworker, {}};
      break;
    case Twice::spelled_otherwise:
      spell(1);
      again.contact = {domain::ContactChannel::caseworker, {}};
      break;
    case Twice::new_number:
      spell(1);
      again.contact = {domain::ContactChannel::phone, base::SecretText("06" + number)};
      break;
    case Twice::by_the_other_adult:
      again.contact = {domain::ContactChannel::phone, base::SecretText("06" + number)};
      if (again.adults.size() < 2) break;
      std::swap(again.adults[0], again.adults[1]);
      std::swap(again.adults[0].called, again.name);
      std::swap(again.adults[0].called, again.adults[1].called);
      break;
  }
  return again;
}

}  // namespace samen::test
