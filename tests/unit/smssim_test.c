/* SPDX-License-Identifier: ISC */
#include "cmd/smssim/draw.h"
#include "cmd/smssim/sim.h"
#include "tests/unit/test.h"

static const char *
course(size_t index)
{
	static const char *const names[] = {"usual", "rare", "odd", NULL};

	return index < 3 ? names[index] : NULL;
}

static int
add(struct draw *draw, const char *rule)
{
	struct error err;

	return draw_add(draw, slice_of(rule), &err);
}

static void
test_draw(void)
{
	size_t seen[3] = {0}, i;
	struct draw draw, same;

	TEST("without rules everything takes the usual course")
	{
		draw_init(&draw, course, 1);
		for (i = 0; i < 100; i++)
			CHECK_INT(draw_next(&draw), 0);
	}
	TEST("counts go first, in their order, and run out")
	{
		CHECK_INT(add(&draw, "odd:2"), 0);
		CHECK_INT(add(&draw, "rare:1"), 0);
		CHECK_INT(draw_next(&draw), 2);
		CHECK_INT(draw_next(&draw), 2);
		CHECK_INT(draw_next(&draw), 1);
		CHECK_INT(draw_next(&draw), 0);
	}
	TEST("shares come out as they were asked for")
	{
		draw_init(&draw, course, 1);
		CHECK_INT(add(&draw, "rare:0.5%"), 0);
		CHECK_INT(add(&draw, "odd:30%"), 0);
		for (i = 0; i < 100000; i++)
			seen[draw_next(&draw)]++;
		CHECK(seen[1] > 400 && seen[1] < 600);
		CHECK(seen[2] > 29500 && seen[2] < 30500);
	}
	TEST("the same seed draws the same")
	{
		draw_init(&same, course, 1);
		draw_init(&draw, course, 1);
		CHECK_INT(add(&draw, "odd:50%") + add(&same, "odd:50%"), 0);
		for (i = 0; i < 100; i++)
			CHECK_INT(draw_next(&draw), draw_next(&same));
	}
	TEST("a bare name is for every case")
	{
		draw_init(&draw, course, 1);
		CHECK_INT(add(&draw, "odd"), 0);
		for (i = 0; i < 100; i++)
			CHECK_INT(draw_next(&draw), 2);
	}
	TEST("what is no rule, or more than all, is refused")
	{
		draw_clear(&draw);
		CHECK_INT(add(&draw, ""), -1);
		CHECK_INT(add(&draw, "od"), -1);
		CHECK_INT(add(&draw, "odd:"), -1);
		CHECK_INT(add(&draw, "odd:0"), -1);
		CHECK_INT(add(&draw, "odd:-1%"), -1);
		CHECK_INT(add(&draw, "odd:101%"), -1);
		CHECK_INT(add(&draw, "odd:60%"), 0);
		CHECK_INT(add(&draw, "rare:41%"), -1);
		CHECK_INT(add(&draw, "rare:40%"), 0);
	}
}

static struct sim_message *
text(struct sim *sim, const char *to, const char *body)
{
	struct sim_draft draft = {.origin = SIM_API,
	    .to = slice_of(to),
	    .from = slice_of("+12125550100"),
	    .body = slice_of(body)};

	return sim_add(sim, &draft);
}

static void
test_messages(struct sim *sim)
{
	struct sim_message *one = text(sim, "+12125550147", "one");
	struct sim_message *two = text(sim, "+12125550148", "two");
	struct sim_message *three = text(sim, "+12125550147", "three");
	struct slice sid = slice_of(one->sid);

	TEST("a message is found by its sid and by no other")
	{
		CHECK(sim_find(sim, slice_of(one->sid)) == one);
		CHECK(sim_find(sim, slice_of(three->sid)) == three);
		sid.n--;
		CHECK(sim_find(sim, sid) == NULL);
		CHECK(sim_find(sim,
			  slice_of("SM00000000000000000000000000000000")) ==
		    NULL);
	}
	TEST("a phone keeps its texts, and the latest phone is on top")
	{
		CHECK(sim->newest == sim_phone(sim, slice_of(three->to)));
		CHECK(sim->newest->last == three && three->before == one);
		CHECK(sim->newest->older->last == two);
		CHECK(sim->newest->older->older == NULL);
		CHECK_INT(sim->phone_count, 2);
		CHECK(sim_phone(sim, slice_of("+12125550149")) == NULL);
	}
	TEST("a message never goes back to an earlier state")
	{
		sim_advance(sim, one, STATUS_DELIVERED);
		sim_advance(sim, one, STATUS_SENT);
		CHECK_INT(one->status, STATUS_DELIVERED);
	}
}

static void
test_blocks(struct sim *sim)
{
	struct slice phone = slice_of("+12125550147");
	struct slice ours = slice_of("+12125550100");
	struct slice other = slice_of("+12125550199");
	char sender[] = "+12125550200";
	int i;

	TEST("a block holds for the pair, once, until it is lifted")
	{
		CHECK(sim_block(sim, phone, ours, true));
		CHECK(!sim_block(sim, phone, ours, true));
		CHECK(sim_is_blocked(sim, phone, ours));
		CHECK(!sim_is_blocked(sim, phone, other));
		CHECK(!sim_is_blocked(sim, other, ours));
		CHECK(sim_block(sim, phone, ours, false));
		CHECK(!sim_block(sim, phone, ours, false));
		CHECK(!sim_is_blocked(sim, phone, ours));
	}
	TEST("a phone blocks no more senders than there is room for")
	{
		for (i = 0; i < SIM_BLOCKS_MAX; i++) {
			sender[11] = (char)('a' + i);
			CHECK(sim_block(sim, phone, slice_of(sender), true));
		}
		CHECK(!sim_block(sim, phone, ours, true));
	}
}

int
main(void)
{
	struct sim sim = {0};

	test_draw();
	test_messages(&sim);
	test_blocks(&sim);
	sim_release(&sim);
	return test_done();
}
