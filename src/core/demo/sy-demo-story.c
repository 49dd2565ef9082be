/* sy-demo-story.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-story"

#include "config.h"

#include "sy-demo-story.h"

#include <string.h>

#define STORY_BYTES 60000

/* A sentence may have one of these in it: {station}, {person}, {thing}, {count}. */
static const char * const arrivals[] = {
  "We came into {station} a little before dawn, when the lamps on the platform still had a ring "
  "of mist around them.",
  "At {station} the train stood for so long that people got out to stretch their legs and talk "
  "to the driver.",
  "{station} turned out to be a single platform, a water tank and a clock that had stopped at "
  "twenty past four.",
  "The next stop was {station}, where the line runs so close to the houses that you can read the "
  "newspapers on the kitchen tables.",
  "Nobody announced {station}; it simply appeared behind a stand of poplars, and the brakes began "
  "to sing.",
  "By noon we had reached {station}, which the timetable calls a junction although only one line "
  "goes through it.",
  "{station} lies on a slope, and the carriages stood at such an angle that every door had to be "
  "held open by hand.",
  "We were late at {station}, and the stationmaster wrote the figure into a book with as much "
  "care as if it were a birth.",
  "The platform at {station} was crowded with market people, and for a while every seat had a "
  "basket on it.",
  "In the afternoon we stopped at {station} to let a goods train pass, forty wagons of timber and "
  "one of bells.",
  "At {station} somebody had planted sunflowers between the rails of a disused siding, and all of "
  "them had turned to look at us.",
  "It was raining when we drew up at {station}, a soft rain that made no sound on the roof and "
  "left the windows silver.",
  "{station} is known for its viaduct, and the driver slowed down so that everybody could count "
  "the arches.",
  "We reached {station} after dark, and all I can report of it is a smell of bread and a dog that "
  "barked twice.",
  "Between two tunnels lies {station}, and the sun gets there, they say, from eleven to one.",
  "There is a bench at {station} with a view over the whole valley, and I should have liked to "
  "miss the train for it.",
  "At {station} the line divides, and half the passengers moved forward with their luggage while "
  "the other half pretended to be asleep.",
};

static const char * const views[] = {
  "Beyond it the country opened into meadows, each with its own hedge, its own gate and its own "
  "three cows.",
  "The river kept us company on the left, brown and unhurried, and now and then it carried a "
  "branch a little faster than we were going.",
  "Hills came up in the south, first as a line of pencil, then as a line of ink.",
  "For an hour there was nothing but barley, and the wind drew the same long sentence through it "
  "again and again.",
  "The forest closed over the track, and the carriage filled with a green light in which everyone "
  "looked well rested.",
  "We passed a lake so still that the train in it seemed the better kept of the two.",
  "Orchards followed, pruned low, with ladders left standing as if somebody had been called away "
  "in the middle of an apple.",
  "The fields were under water here, and {thing} stood on a small island with a heron beside it.",
  "A road ran next to us for a while, and a boy on a bicycle held level with the dining car until "
  "the first bend.",
  "Snow lay in the cuttings, grey at the edges, with the tracks of a hare going carefully from "
  "one side to the other.",
  "There were vineyards on both sides, terraces of dry stone, and not a person to be seen in any "
  "of them.",
  "Somebody had painted the word PATIENCE on a barn, in letters {count} planks high, and nobody "
  "could say for whom.",
  "The plain was so flat that the next church was always in sight before the last one had gone.",
  "Smoke stood over a chimney, straight as a rule, and the whole village seemed to hang from it.",
  "We went along the coast with the windows down, and the sea said the same thing at every cove, "
  "in a slightly different voice.",
  "A quarry went by, white as a tooth, with one yellow machine asleep at the bottom.",
  "Cloud shadows moved over the moor, and the sheep did not look up as one of them passed.",
  "We crossed {count} bridges, each a little longer than the one before, as if somebody had been "
  "practising.",
  "In a garden beside the line a woman was hanging out sheets, and for a moment every one of them "
  "waved.",
};

static const char * const people[] = {
  "Here {person} got in with {thing} wrapped in newspaper and asked whether the seat by the "
  "window was taken.",
  "My neighbour of the night had left, and in the corner now sat {person}, peeling an orange in "
  "one long ribbon.",
  "The guard came through, a tall man with a soft voice, and punched our tickets with the shape of "
  "a small leaf.",
  "In the corridor {person} was explaining the signals to a child, and the child was explaining "
  "them back.",
  "Across the aisle {person} had fallen asleep over a crossword with {count} words still to find.",
  "Then {person} joined us, out of breath, and put {thing} on the rack with both hands.",
  "I shared my table with {person}, who had made this journey {count} times and still took notes.",
  "At the last moment {person} jumped on, and the whole compartment moved up without a word.",
  "Two soldiers were playing chess on a folded coat, and {person} stood by and did not give "
  "advice, visibly.",
  "In the dining car {person} ordered soup, and then, after thinking it over, the same soup again.",
  "The seat beside me went to {person}, who apologised for {thing} before I had noticed it.",
  "A door slid open and {person} looked in, counted us, and went on with a nod.",
  "Somewhere behind me {person} was humming, always the same eight bars, always stopping before "
  "the last.",
  "I helped {person} down with {thing}, and was given a pear for it, still warm from the sun.",
  "By the heater sat {person}, reading a letter of {count} pages and turning back more often than "
  "on.",
  "For a few miles {person} kept me company at the open window, saying nothing, which was exactly "
  "right.",
};

static const char * const words[] = {
  "\"You can't hurry a train,\" I was told, \"but you can stop hurrying yourself. It comes to the "
  "same thing.\"",
  "We spoke about clocks, and agreed that the best ones are those that are wrong by an amount you "
  "know.",
  "\"Every station is somebody's middle of the world,\" was the answer, and I had nothing to add.",
  "The talk turned to maps: how the old ones had more in the margins than in the middle, and were "
  "right to.",
  "\"My grandmother used to say that a journey begins when you notice you have forgotten "
  "{thing}.\"",
  "There was some debate about whether the dining car had moved in the night, and it had.",
  "I asked how far it was to the frontier. \"Two books,\" was the reply, \"or one long "
  "conversation.\"",
  "\"I used to be afraid of missing connections,\" said the voice from the corner. \"Then I missed "
  "one. It was a very good afternoon.\"",
  "We counted telegraph poles until we reached {count}, and then we could not agree whether to go "
  "on.",
  "\"It is not the distance,\" somebody said, \"it is the number of times you look back.\"",
  "Somebody asked what I was writing, and I said a list of stations, which was true when I "
  "started it.",
  "\"If you want to know a country, look at what it puts on its window sills,\" I was advised.",
  "They told me about a winter when the train stood in the snow for {count} days, and how sorry "
  "some had been when it moved.",
  "\"There are two kinds of travellers,\" I heard, \"and both of them think it is the other kind "
  "that talks.\"",
  "It was explained to me how to tell from the sound of the wheels whether one is going north, "
  "and I now hear it too.",
  "A bottle of cold tea went round, and with it the question of who had baked the best bread on "
  "this line.",
  "\"Leave the window open a hand's breadth,\" said the guard, \"then the tunnels know that you "
  "are there.\"",
};

static const char * const thoughts[] = {
  "I thought about how little one needs for a day: a seat, a pencil, and something to pass that "
  "does not mind being looked at.",
  "It struck me that a timetable is a kind of poem, with the rhymes in the right-hand column.",
  "For a while I kept my watch in my pocket, and time went by at the window like everything else.",
  "There is a tiredness that comes from sitting still at great speed, and it is not an unpleasant "
  "one.",
  "I had meant to read, but the page could not compete with a landscape that turned by itself.",
  "Whoever laid these rails went around every hill that asked to be gone around, and I was "
  "grateful for each curve.",
  "I wrote a postcard to nobody in particular and found that I had a good deal to tell.",
  "What stays of such a day is never the view one was told to look out for.",
  "I tried to remember the stations so far and could do it only by their smells: tar, lilac, "
  "coffee, rain.",
  "The luggage above my head had begun to look familiar, like relations of whom one has stopped "
  "expecting anything.",
  "It may be that one travels in order to see lit windows from outside.",
  "The wheels had a sentence of their own by now, and each of us heard different words in it.",
  "I noticed that I had not thought of home since morning, and then of course I did.",
  "Distances are honest on a slow train; one arrives having been everywhere in between.",
  "I made a drawing of the reflection of my hand, with a county passing through it.",
  "A train gives one the rare right to do nothing and still get somewhere.",
  "Perhaps a good story goes the same way: it stops at small places, and lets people on.",
  "I slept a little, and when I woke the light had changed sides.",
};

static const char * const departures[] = {
  "Then the signal dropped, the couplings spoke up one after the other, and we were moving again.",
  "A whistle, a slamming of doors along the whole length of the train, and the platform slid away "
  "with everyone on it still waving.",
  "When we left, the stationmaster saluted, and I am quite sure that he meant the locomotive.",
  "We drew out so gently that it seemed to be the village that was leaving.",
  "The engine took a long breath, and the hills began to turn around us once more.",
  "Nobody got off, nobody got on, and after {count} minutes we went on as if we had only wanted to "
  "look.",
  "Behind us the lamp was put out, and what remained of the place was the sound of its gate.",
  "It was {count} miles to the next stop, and no one seemed to find that too many.",
  "And so we rolled on, a row of lit windows going through the dark for those who happened to look "
  "up.",
  "The last carriage had hardly cleared the points when the sun came out over the place we had "
  "left.",
  "We left on time, which was so unusual that several people looked at their watches in concern.",
  "A child ran along as far as the end of the platform, and then stood there, victorious.",
  "The driver let the train run down the long gradient without steam, and for a time one could "
  "hear the larks.",
};

static const char * const first_names[] = {
  "Alder", "Birch", "Crane", "Drover's", "Elm", "Fallow", "Granary", "Hazel", "Iron", "Juniper",
  "Kestrel", "Lantern", "Mallow", "Nettle", "Otter", "Plover", "Quince", "Rowan", "Saddler's",
};

static const char * const last_names[] = {
  "Bridge", "Halt", "Junction", "Ford", "Hollow", "Quay", "Cross", "Mill", "Green", "Bank",
  "Landing",
};

static const char * const persons[] = {
  "a beekeeper", "a retired surveyor", "a young schoolteacher", "a clockmaker",
  "a woman in a yellow raincoat", "a man with two hats", "a student of geology", "a cellist",
  "a country doctor", "a carpenter", "a girl of about twelve", "a lighthouse keeper on leave",
  "a nun with a suitcase", "a piano tuner", "a translator", "a gardener", "a cook who was changing kitchens",
  "a grandfather", "a seller of seeds", "a bookbinder", "a ferryman", "a botanist", "a printer of maps",
};

static const char * const things[] = {
  "a birdcage", "a brass lamp", "a rolled-up carpet", "a crate of pears", "an accordion",
  "a weather vane", "a bundle of kites", "an umbrella stand", "a globe", "a box of seedlings",
  "a mirror", "a sewing machine", "a barometer", "a pair of skis", "a violin without strings",
  "a milk churn", "a grandfather clock", "a bucket of chalk", "a rocking chair",
};

static const char * const counts[] = {
  "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "fourteen",
  "seventeen", "nineteen", "twenty-two",
};

/* What a paragraph is made of, in this order. */
static const struct
{
  const char * const *sentences;
  guint               n_sentences;
  gboolean            optional;
} parts[] = {
  { arrivals, G_N_ELEMENTS (arrivals), FALSE },
  { views, G_N_ELEMENTS (views), TRUE },
  { people, G_N_ELEMENTS (people), FALSE },
  { words, G_N_ELEMENTS (words), TRUE },
  { thoughts, G_N_ELEMENTS (thoughts), TRUE },
  { departures, G_N_ELEMENTS (departures), FALSE },
};

typedef struct
{
  guint   station;
  guint   n_filled;
  guint32 random;
} Writer;

/* The story is the same at every telling, so this needs no better randomness. */
static guint
pick (Writer *writer,
      guint   n)
{
  writer->random = writer->random * 1664525u + 1013904223u;

  return (writer->random >> 16) % n;
}

static void
append_filler (Writer     *writer,
               GString    *story,
               const char *name)
{
  /* Steps that have no factor in common with the tables go through all of them
   * before anything comes again. */
  guint n = writer->n_filled++;

  if (g_str_has_prefix (name, "station}"))
    g_string_append_printf (story, "%s %s",
                            first_names[writer->station * 7 % G_N_ELEMENTS (first_names)],
                            last_names[writer->station * 5 % G_N_ELEMENTS (last_names)]);
  else if (g_str_has_prefix (name, "person}"))
    g_string_append (story, persons[n * 5 % G_N_ELEMENTS (persons)]);
  else if (g_str_has_prefix (name, "thing}"))
    g_string_append (story, things[n * 7 % G_N_ELEMENTS (things)]);
  else
    g_string_append (story, counts[n * 4 % G_N_ELEMENTS (counts)]);
}

static void
append_sentence (Writer     *writer,
                 GString    *story,
                 const char *sentence)
{
  const char *open;

  while ((open = strchr (sentence, '{')) != NULL)
    {
      g_string_append_len (story, sentence, open - sentence);
      append_filler (writer, story, open + 1);
      sentence = strchr (open, '}') + 1;
    }

  g_string_append (story, sentence);
}

static void
append_paragraph (Writer  *writer,
                  GString *story)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      guint n = parts[i].n_sentences;

      if (parts[i].optional && pick (writer, 4) == 0)
        continue;

      if (i > 0)
        g_string_append_c (story, ' ');

      append_sentence (writer, story,
                       parts[i].sentences[(writer->station * 5 + pick (writer, 2)) % n]);
    }

  writer->station++;
  g_string_append (story, "\n\n");
}

/**
 * sy_demo_story_write:
 *
 * Writes the long reply: some 60 KB of prose in paragraphs, the same every time.
 *
 * Returns: (transfer full): the story
 */
char *
sy_demo_story_write (void)
{
  Writer writer = { 0, 0, 2026 };
  GString *story = g_string_sized_new (STORY_BYTES + 2048);

  g_string_append (story,
                   "This is a long reply: the story of a slow train, in no hurry to end. It is "
                   "here so that you can watch text arrive, scroll back while it does, and press "
                   "Stop when you have seen enough.\n\n");

  while (story->len < STORY_BYTES)
    append_paragraph (&writer, story);

  g_string_append (story,
                   "And then, without any ceremony, there was no more track. The train stopped, "
                   "the doors opened, and we stood about for a moment with our luggage, like "
                   "people who have reached the last page and keep a finger in it.\n");

  return g_string_free (story, FALSE);
}
