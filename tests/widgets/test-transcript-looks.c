/* test-transcript-looks.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A tour of all blocks is drawn as it was when somebody looked at it.  With SYTHORIA_LOOKS set to
 * a folder the pictures are written there instead, for somebody to look at and to keep.
 */

#include "config.h"

#include "sy-transcript.h"

#include "widget-support.h"

#include <string.h>

#define FONT "DejaVu Sans 10"

/* Letters may be smoothed in another way: squares of so many px are compared, in 255ths. */
#define SQUARE   8
#define MAX_DIFF 48
#define MAX_MEAN 1.5

#define MAX_GROWN 24

typedef struct
{
  const char       *name;
  int               width;
  int               height;
  AdwColorScheme    scheme;
  guint             text_scale;
  GtkTextDirection  direction;
} Look;

static const Look looks[] = {
  { "light", 620, 1010, ADW_COLOR_SCHEME_FORCE_LIGHT, 1, GTK_TEXT_DIR_LTR },
  { "dark", 620, 1010, ADW_COLOR_SCHEME_FORCE_DARK, 1, GTK_TEXT_DIR_LTR },
  { "narrow", 360, 1100, ADW_COLOR_SCHEME_FORCE_LIGHT, 1, GTK_TEXT_DIR_LTR },
  { "large-text", 620, 1010, ADW_COLOR_SCHEME_FORCE_LIGHT, 2, GTK_TEXT_DIR_LTR },
  { "right-to-left", 620, 1010, ADW_COLOR_SCHEME_FORCE_LIGHT, 1, GTK_TEXT_DIR_RTL },
};

static const char tour[] =
  "# A tour\n\n"
  "A paragraph with **bold**, *italic*, ~~struck~~, `inline code` and a "
  "[link](https://gnome.org) in it, long enough to go on in a second line.\n\n"
  "## Lists\n\n"
  "- One thing\n- Another thing, which is long enough that its text goes on in a second line, "
  "below the first\n  - A nested one\n    1. Deep\n    2. Deeper\n- [ ] Not done\n- [x] Done\n\n"
  "1. First\n2. Second\n\n"
  "> A quote has a bar.\n>\n> It goes on in a second paragraph.\n\n"
  "```python\ndef add(a, b):\n    \"\"\"Their sum.\"\"\"\n    return a + b\n```\n\n"
  "| Model | Price | Context |\n|:--|--:|:-:|\n| Sonnet | $3.00 | 200 K |\n"
  "| DeepSeek | $0.27 | 128 K |\n\n---\n\n"
  "H<sub>2</sub>O, mc<sup>2</sup>, <kbd>Ctrl</kbd>+<kbd>C</kbd>\n";

static SyMessage *
create_reply (void)
{
  SyMessage *reply = sy_message_new ("m", NULL, SY_ROLE_ASSISTANT, 0);

  sy_message_set_model_id (reply, "demo/tour");
  sy_message_append_reasoning (reply, "Let me see.", -1);

  return reply;
}

static void
finish_reply (SyMessage *reply)
{
  sy_message_finish (reply, SY_MESSAGE_INTERRUPTED, 2 * G_USEC_PER_SEC, NULL);
}

/* In pieces that come between frames, cut anywhere. */
static void
stream_reply (SyMessage *reply,
              GtkWidget *window)
{
  for (gsize i = 0; i < strlen (tour);)
    {
      gsize length = (gsize) g_test_rand_int_range (1, 30);

      length = MIN (length, strlen (tour) - i);
      sy_message_append (reply, tour + i, (gssize) length);
      i += length;
      widget_wait_frames (window, 1);
    }
}

static GdkTexture *
take_picture (GtkWidget *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);

  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
}

static GBytes *
download (GdkTexture *texture,
          gsize      *stride)
{
  g_autoptr(GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);

  return gdk_texture_downloader_download_bytes (downloader, stride);
}

static double
get_mean (const guint8 *data,
          gsize         stride,
          int           x,
          int           y)
{
  double sum = 0;

  for (int i = 0; i < SQUARE; i++)
    for (int j = 0; j < SQUARE * 4; j++)
      sum += data[(gsize) (y + i) * stride + (gsize) (x * 4 + j)];

  return sum / (SQUARE * SQUARE * 4);
}

/* The greatest difference of two squares, and the mean one. */
static double
compare (GdkTexture *texture,
         GdkTexture *reference,
         double     *mean)
{
  gsize stride;
  gsize reference_stride;
  g_autoptr(GBytes) bytes = download (texture, &stride);
  g_autoptr(GBytes) reference_bytes = download (reference, &reference_stride);
  double greatest = 0;
  double sum = 0;
  guint n = 0;

  for (int y = 0; y + SQUARE <= gdk_texture_get_height (texture); y += SQUARE)
    for (int x = 0; x + SQUARE <= gdk_texture_get_width (texture); x += SQUARE)
      {
        double diff = get_mean (g_bytes_get_data (bytes, NULL), stride, x, y) -
                      get_mean (g_bytes_get_data (reference_bytes, NULL), reference_stride, x, y);

        diff = ABS (diff);
        greatest = MAX (greatest, diff);
        sum += diff;
        n++;
      }

  *mean = sum / n;

  return greatest;
}

static void
check_picture (const Look *look,
               GdkTexture *texture)
{
  g_autofree char *name = g_strconcat (look->name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "looks", name, NULL);
  g_autoptr(GdkTexture) reference = NULL;
  g_autoptr(GError) error = NULL;
  double greatest;
  double mean = 0;

  if (g_getenv ("SYTHORIA_LOOKS") != NULL)
    {
      g_autofree char *kept = g_build_filename (g_getenv ("SYTHORIA_LOOKS"), name, NULL);

      g_assert_true (gdk_texture_save_to_png (texture, kept));
      return;
    }

  reference = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, gdk_texture_get_width (reference));
  g_assert_cmpint (gdk_texture_get_height (texture), ==, gdk_texture_get_height (reference));
  greatest = compare (texture, reference, &mean);
  g_test_message ("%s: a square differs by %.1f at most, all by %.2f", look->name, greatest, mean);
  g_assert_cmpfloat (greatest, <=, MAX_DIFF);
  g_assert_cmpfloat (mean, <=, MAX_MEAN);
}

static GtkWidget *
create_window (const Look *look,
               GListModel *messages)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *transcript = sy_transcript_new ();

  sy_transcript_set_messages (SY_TRANSCRIPT (transcript), messages);
  adw_window_set_content (ADW_WINDOW (window), transcript);
  if (look->width < 500)
    gtk_widget_add_css_class (window, "narrow");

  widget_present (GTK_WINDOW (window), look->width, look->height);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);

  return window;
}

static GdkTexture *
take_look (const Look *look,
           gboolean    grows)
{
  g_autoptr(GListStore) messages = g_list_store_new (SY_TYPE_MESSAGE);
  g_autoptr(SyMessage) question = sy_message_new ("q", NULL, SY_ROLE_USER, 0);
  g_autoptr(SyMessage) reply = create_reply ();
  GdkTexture *texture;
  GtkWidget *window;

  sy_message_append (question, "Show me all of it, each thing once.", -1);
  g_list_store_append (messages, question);
  g_list_store_append (messages, reply);
  if (!grows)
    sy_message_append (reply, tour, -1);
  if (!grows)
    finish_reply (reply);

  window = create_window (look, G_LIST_MODEL (messages));
  widget_wait_frames (window, 30);
  if (grows)
    {
      stream_reply (reply, window);
      finish_reply (reply);
      widget_wait_frames (window, 30);
    }

  texture = take_picture (window);
  gtk_window_destroy (GTK_WINDOW (window));

  return texture;
}

static void
set_look (const Look *look)
{
  g_object_set (gtk_settings_get_default (), "gtk-font-name", FONT,
                "gtk-enable-animations", FALSE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->scheme);
  gtk_widget_set_default_direction (look->direction);
  widget_set_text_scale (look->text_scale);
}

static void
test_look (gconstpointer data)
{
  const Look *look = data;
  g_autoptr(GdkTexture) texture = NULL;

  set_look (look);
  texture = take_look (look, FALSE);
  check_picture (look, texture);
  widget_set_text_scale (1);
}

/* What came piece by piece looks in the end as what was there at once, but for the columns of a
 * table, which may be a little wider.
 */
static void
test_grows (gconstpointer data)
{
  const Look *look = data;
  g_autoptr(GdkTexture) at_once = NULL;
  g_autoptr(GdkTexture) grown = NULL;
  double mean;

  set_look (look);
  at_once = take_look (look, FALSE);
  grown = take_look (look, TRUE);
  g_assert_cmpfloat (compare (grown, at_once, &mean), <=, MAX_GROWN);
  widget_set_text_scale (1);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GtkCssProvider) style = NULL;

  widget_test_init (&argc, &argv);
  adw_init ();
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/transcript-looks/", looks[i].name, NULL);

      g_autofree char *grows_path = g_strconcat (path, "/grows", NULL);

      g_test_add_data_func (path, &looks[i], test_look);
      g_test_add_data_func (grows_path, &looks[i], test_grows);
    }

  return g_test_run ();
}
