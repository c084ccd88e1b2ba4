// Bytes from disk or stdin to a SourceFile: encodings, BOM, notebooks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <memory>
#include <tl/expected.hpp>

#include "text/source_file.h"

namespace seedlint {

struct SourceText {
  std::unique_ptr<SourceFile> file;
  std::vector<std::string> warnings;  // "not valid UTF-8: byte 17; read as Latin-1" and the like, without the path
};

// Turns the bytes of a .py (or shebang script) or .ipynb into a SourceFile. `path` is what users see; the kind
// follows its ending. Errors are one sentence with the remedy and no path: damaged notebook JSON, too large (over
// 64 MiB), binary. Coding cookies latin-1 and utf-8 are honoured, anything else is read as UTF-8 with replacement.
tl::expected<SourceText, std::string> make_source(FileId id, std::string path, std::string bytes);

// Reads a regular file whole. Refuses directories, FIFOs, sockets and devices by name. Never blocks.
tl::expected<std::string, std::string> read_bytes(const std::string& path);

// Turns lone carriage returns into line feeds, in place. Python ends a line at them too, as files of old editors have
// it; what make_source gives has none, so that nobody else has to know.
void end_lines_alike(std::string& text);

}  // namespace seedlint
