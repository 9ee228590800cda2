// SPDX-License-Identifier: Apache-2.0
// What a receipt printer prints: of somebody alone, and of who starts a group.
#include "base/random.hpp"
#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/screens/slip.hpp"

namespace samen::ui::gallery {

void draw_paper_page(Column& column) {
  Canvas& canvas = column.canvas();
  base::SeededRandom random(20261129);
  for (const bool group : {false, true}) {
    flow::State state = column.scene.state;
    state.receipt =
        flow::Receipt{.code = base::HumanCode::mint(base::HumanCode::Use::own, 7, random),
                      .secret = base::ReceiptSecret::mint(random).shown()};
    if (group)
      state.receipt->join_code = base::HumanCode::mint(base::HumanCode::Use::group, 7, random);
    column.caption(group ? "paper: of who starts a group" : "paper: of one person");
    // Its nodes are the paper's, and there are two of them.
    column.still([&] {
      column.show(at_most(slip({canvas, state, column.scene.forms, column.scene.keyboards}),
                          canvas.m().panel));
    });
  }
}

}  // namespace samen::ui::gallery
