/* sy-code-language.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-code-language"

#include "config.h"

#include "sy-code-language.h"

/* Words that models write after the fence, GtkSourceView's id and the language's own
 * name.  What is not here and has a fitting id or file name there is found without.
 */
typedef struct
{
  const char *words;
  const char *id;
  const char *name;
} Language;

static const Language languages[] = {
  { "asm nasm assembly", NULL, "Assembly" },
  { "awk gawk", "awk", "AWK" },
  { "bat batch cmd dosbatch", "dosbatch", "Batch" },
  { "c h", "c", "C" },
  { "c++ cpp cc cxx hpp hxx", "cpp", "C++" },
  { "c# cs csharp c-sharp", "c-sharp", "C#" },
  { "clj clojure", NULL, "Clojure" },
  { "cmake", "cmake", "CMake" },
  { "css", "css", "CSS" },
  { "cuda cu", "cuda", "CUDA" },
  { "dart", "dart", "Dart" },
  { "diff patch", "diff", "Diff" },
  { "docker dockerfile containerfile", "docker", "Dockerfile" },
  { "elixir ex exs", "elixir", "Elixir" },
  { "erl erlang", "erlang", "Erlang" },
  { "f# fs fsharp", "fsharp", "F#" },
  { "fish", "fish", "Fish" },
  { "fortran f90 f95", "fortran", "Fortran" },
  { "go golang", "go", "Go" },
  { "groovy gradle", "groovy", "Groovy" },
  { "haskell hs", "haskell", "Haskell" },
  { "hcl tf terraform", "terraform", "Terraform" },
  { "htm html xhtml vue svelte", "html", "HTML" },
  { "ini cfg conf properties editorconfig", "ini", "INI" },
  { "java", "java", "Java" },
  { "javascript js mjs cjs node", "js", "JavaScript" },
  { "jsx", "jsx", "JSX" },
  { "json json5 jsonc jsonl ndjson", "json", "JSON" },
  { "julia jl", "julia", "Julia" },
  { "kotlin kt kts", "kotlin", "Kotlin" },
  { "latex tex", "latex", "LaTeX" },
  { "less", "less", "Less" },
  { "lisp common-lisp elisp emacs-lisp", "commonlisp", "Lisp" },
  { "lua", "lua", "Lua" },
  { "make makefile mk", "makefile", "Makefile" },
  { "markdown md", "markdown", "Markdown" },
  { "matlab", "matlab", "MATLAB" },
  { "meson", "meson", "Meson" },
  { "nix", "nix", "Nix" },
  { "objc objective-c objectivec", "objc", "Objective-C" },
  { "ocaml ml", "ocaml", "OCaml" },
  { "perl pl", "perl", "Perl" },
  { "php", "php", "PHP" },
  { "plain plaintext text txt output log none", NULL, "Text" },
  { "powershell ps ps1 pwsh", "powershell", "PowerShell" },
  { "proto protobuf", "proto", "Protocol Buffers" },
  { "py python python3 py3 pycon ipython", "python3", "Python" },
  { "r", "r", "R" },
  { "rb ruby", "ruby", "Ruby" },
  { "rs rust", "rust", "Rust" },
  { "scala", "scala", "Scala" },
  { "scss sass", "scss", "SCSS" },
  { "sh bash zsh ksh shell console shell-session shellsession terminal", "sh", "Shell" },
  { "sql mysql postgresql postgres psql plsql sqlite tsql", "sql", "SQL" },
  { "swift", "swift", "Swift" },
  { "toml", "toml", "TOML" },
  { "ts typescript mts cts", "typescript", "TypeScript" },
  { "tsx", "typescript-jsx", "TSX" },
  { "vala", "vala", "Vala" },
  { "vb vbnet visual-basic", "vbnet", "Visual Basic" },
  { "verilog", "verilog", "Verilog" },
  { "vhdl", "vhdl", "VHDL" },
  { "xml svg xsd plist", "xml", "XML" },
  { "yaml yml", "yaml", "YAML" },
  { "zig", "zig", "Zig" },
};

static gboolean
has_word (const char *words,
          const char *word)
{
  g_auto(GStrv) each = g_strsplit (words, " ", -1);

  for (gsize i = 0; each[i] != NULL; i++)
    if (g_ascii_strcasecmp (each[i], word) == 0)
      return TRUE;

  return FALSE;
}

static const Language *
find (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (has_word (languages[i].words, word))
      return &languages[i];

  return NULL;
}

/**
 * sy_code_language_get_id:
 * @word: what a code block says about its language, any case
 *
 * Returns: (nullable): GtkSourceView's id of it; "" if it is known to have none; %NULL
 *   if @word is not known
 */
const char *
sy_code_language_get_id (const char *word)
{
  const Language *language;

  g_return_val_if_fail (word != NULL, NULL);

  language = find (word);
  if (language == NULL)
    return NULL;

  return language->id != NULL ? language->id : "";
}

/**
 * sy_code_language_get_name:
 * @word: what a code block says about its language, any case
 *
 * Returns: (nullable): how that language is written
 */
const char *
sy_code_language_get_name (const char *word)
{
  const Language *language;

  g_return_val_if_fail (word != NULL, NULL);

  language = find (word);

  return language != NULL ? language->name : NULL;
}
