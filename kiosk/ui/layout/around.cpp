// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/layout/around.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace samen::ui {
namespace {

class Drawn final : public Part {
 public:
  Drawn(Room width, std::function<Room(float)> height, std::function<void(const Rect&)> draw)
      : wide_(width), high_(std::move(height)), draw_(std::move(draw)) {}
  void place(const Rect& rect) override {
    if (draw_) draw_(rect);
  }

 private:
  Room measure_width() override { return wide_; }
  Room measure_height(float width) override { return high_(width); }
  Room wide_;
  std::function<Room(float)> high_;
  std::function<void(const Rect&)> draw_;
};

class Padded final : public Part {
 public:
  Padded(Piece piece, float sideways, float upright)
      : piece_(std::move(piece)), sideways_(sideways), upright_(upright) {}
  void place(const Rect& rect) override { piece_->place(rect.shrunk(sideways_, upright_)); }

 private:
  Room measure_width() override { return wider(piece_->width(), sideways_); }
  Room measure_height(float width) override {
    return wider(piece_->height(width - 2 * sideways_), upright_);
  }
  static Room wider(Room room, float by) { return {room.least + 2 * by, room.wish + 2 * by}; }
  Piece piece_;
  float sideways_, upright_;
};

class Stands final : public Part {
 public:
  Stands(Piece piece, Stand sideways, Stand upright)
      : piece_(std::move(piece)), sideways_(sideways), upright_(upright) {}
  void place(const Rect& rect) override {
    const auto [x, w] = stood(sideways_, {rect.x, rect.w}, piece_->width().wish);
    const auto [y, h] = stood(upright_, {rect.y, rect.h}, piece_->height(w).wish);
    piece_->place({x, y, w, h});
  }

 private:
  Room measure_width() override { return piece_->width(); }
  Room measure_height(float width) override {
    return piece_->height(sideways_ == Stand::fill ? width : std::min(width, piece_->width().wish));
  }
  Piece piece_;
  Stand sideways_, upright_;
};

class AtLeast final : public Part {
 public:
  AtLeast(Piece piece, float width, float height)
      : piece_(std::move(piece)), wide_(width), high_(height) {}
  void place(const Rect& rect) override { piece_->place(rect); }

 private:
  Room measure_width() override { return raised(piece_->width(), wide_); }
  Room measure_height(float width) override { return raised(piece_->height(width), high_); }
  static Room raised(Room room, float to) {
    return {std::max(room.least, to), std::max(room.wish, to)};
  }
  Piece piece_;
  float wide_, high_;
};

class Between final : public Part {
 public:
  Between(Piece piece, Room width) : piece_(std::move(piece)), wide_(width) {}
  void place(const Rect& rect) override { piece_->place(rect); }

 private:
  Room measure_width() override { return wide_; }
  Room measure_height(float width) override { return piece_->height(width); }
  Piece piece_;
  Room wide_;
};

class AtMost final : public Part {
 public:
  AtMost(Piece piece, float width) : piece_(std::move(piece)), wide_(width) {}
  void place(const Rect& rect) override {
    const float width = std::min(rect.w, wide_);
    piece_->place({rect.x + std::floor((rect.w - width) / 2), rect.y, width, rect.h});
  }

 private:
  Room measure_width() override {
    const Room own = piece_->width();
    return {std::min(own.least, wide_), std::min(own.wish, wide_)};
  }
  Room measure_height(float width) override { return piece_->height(std::min(width, wide_)); }
  Piece piece_;
  float wide_;
};

class Over final : public Part {
 public:
  Over(std::function<void(const Rect&)> ground, Piece piece)
      : ground_(std::move(ground)), piece_(std::move(piece)) {}
  void place(const Rect& rect) override {
    ground_(rect);
    piece_->place(rect);
  }

 private:
  Room measure_width() override { return piece_->width(); }
  Room measure_height(float width) override { return piece_->height(width); }
  std::function<void(const Rect&)> ground_;
  Piece piece_;
};

class OneOf final : public Part {
 public:
  explicit OneOf(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}
  void place(const Rect& rect) override {
    for (const Piece& piece : pieces_) {
      if (&piece != &pieces_.back() && piece->height(rect.w).wish > rect.h) continue;
      return piece->place(rect);
    }
  }

 private:
  Room measure_width() override {
    return {pieces_.back()->width().least, pieces_.front()->width().wish};
  }
  Room measure_height(float width) override {
    const float wish = pieces_.front()->height(width).wish;
    return {std::min(wish, pieces_.back()->height(width).least), wish};
  }
  std::vector<Piece> pieces_;
};

}  // namespace

Piece drawn(Room width, std::function<Room(float)> height, std::function<void(const Rect&)> draw) {
  return std::make_unique<Drawn>(width, std::move(height), std::move(draw));
}
Piece drawn(Room width, Room height, std::function<void(const Rect&)> draw) {
  return drawn(width, [height](float) { return height; }, std::move(draw));
}
Piece space(float side) {
  return drawn({side, side}, Room{side, side}, {});
}
Piece padded(Piece piece, float sideways, float upright) {
  return piece ? std::make_unique<Padded>(std::move(piece), sideways, upright) : nullptr;
}
Piece stands(Piece piece, Stand sideways, Stand upright) {
  return piece ? std::make_unique<Stands>(std::move(piece), sideways, upright) : nullptr;
}
Piece between(Piece piece, Room width) {
  return piece ? std::make_unique<Between>(std::move(piece), width) : nullptr;
}
Piece at_least(Piece piece, float width, float height) {
  return piece ? std::make_unique<AtLeast>(std::move(piece), width, height) : nullptr;
}
Piece at_most(Piece piece, float width) {
  return piece ? std::make_unique<AtMost>(std::move(piece), width) : nullptr;
}
Piece over(std::function<void(const Rect&)> ground, Piece piece) {
  return piece ? std::make_unique<Over>(std::move(ground), std::move(piece)) : nullptr;
}
Piece one_of(std::vector<Piece> pieces) {
  return std::make_unique<OneOf>(std::move(pieces));
}

}  // namespace samen::ui
