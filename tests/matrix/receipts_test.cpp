#include "adapters/matrix/receipts.hpp"

#include "matrix/with_rooms.hpp"

namespace matrix_test {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Receipts : public WithRooms {
 protected:
  matrix::Receipts receipts{*client, tasks};
};

constexpr const char *of_a = "POST /rooms/!a:example.org/receipt/m.read/", *of_b = "POST /rooms/!b:example.org/receipt/m.read/";

}  // namespace

TEST_F(Receipts, wait_until_nobody_has_written_for_a_moment) {
  receipts.read(room_a, "$1");
  run_for(std::chrono::milliseconds(100));
  EXPECT_THAT(homeserver->asked_for(), IsEmpty());
  run_until_asked("/receipt/");
  EXPECT_THAT(homeserver->asked_for(), ElementsAre(std::string(of_a) + "$1"));
}

TEST_F(Receipts, stand_for_all_that_came_before_in_the_same_room) {
  receipts.read(room_a, "$1");
  receipts.read(room_b, "$2");
  receipts.read(room_a, "$3");
  settle();
  client->end_polling();
  run_until_asked("/receipt/", 2);
  EXPECT_THAT(homeserver->asked_for(), UnorderedElementsAre(std::string(of_a) + "$3", std::string(of_b) + "$2"));
}

TEST_F(Receipts, go_out_at_once_when_the_bot_reads_no_more) {
  client->end_polling();
  receipts.read(room_a, "$1");
  run_until_asked("/receipt/");
  receipts.read(room_a, "$2");
  run_until_asked("/receipt/", 2);
  EXPECT_THAT(homeserver->asked_for(), ElementsAre(std::string(of_a) + "$1", std::string(of_a) + "$2"));
}

TEST_F(Receipts, are_not_tried_again) {
  homeserver->answer("/receipt/", broken());
  client->end_polling();
  receipts.read(room_a, "$1");
  run_until_asked("/receipt/");
  settle();
  EXPECT_EQ(homeserver->count("/receipt/"), 1u);
}

TEST_F(Receipts, are_left_out_when_the_bot_goes) {
  receipts.read(room_a, "$1");
  settle();
  client->abandon();
  settle();
  EXPECT_THAT(homeserver->asked_for(), IsEmpty());
}

}  // namespace matrix_test
