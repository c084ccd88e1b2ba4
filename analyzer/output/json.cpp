// One JSON document; the shape is part of the public interface.
#include <nlohmann/json.hpp>

#include "output/position.h"
#include "output/reporter.h"
#include "output/style.h"

namespace seedlint::output {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(std::uint32_t n) { return n == 0 ? Json(nullptr) : Json(n); }

}  // namespace

std::string render_json(const Report& report, const RenderOptions&) {
  Json list = Json::array();
  for (const Finding& finding : report.findings) {
    const findings::Diagnostic& d = finding.diagnostic;
    const Place place = place_of(*finding.file, d.span);
    Json labels = Json::array();
    for (std::size_t i = 0; i < d.labels.size(); ++i) {
      const SourceFile& file = *finding.label_files[i];
      const Place at = place_of(file, d.labels[i].span);
      Json label = {{"path", file.path()}, {"line", at.line}, {"column", at.column}, {"message", d.labels[i].message}};
      if (at.cell != 0) {
        label["cell"] = at.cell;
        label["cell_line"] = at.cell_line;
      }
      labels.push_back(std::move(label));
    }
    const std::string url = rule_url(d.rule);
    list.push_back({{"rule", d.rule},
                    {"code", d.code},
                    {"severity", name_of(d.severity)},
                    {"message", d.message},
                    {"path", finding.file->path()},
                    {"line", place.line},
                    {"column", place.column},
                    {"end_line", place.end_line},
                    {"end_column", place.end_column},
                    {"cell", number_or_null(place.cell)},
                    {"cell_line", number_or_null(place.cell_line)},
                    {"labels", std::move(labels)},
                    {"help", d.help.empty() ? Json(nullptr) : Json(d.help)},
                    {"url", url.empty() ? Json(nullptr) : Json(url)},
                    {"fingerprint", finding.fingerprint}});
  }
  const Summary& s = report.summary;
  const Json document = {{"version", report.version},
                         {"diagnostics", std::move(list)},
                         {"summary",
                          {{"files", s.files},
                           {"errors", s.errors},
                           {"warnings", s.warnings},
                           {"notes", s.notes},
                           {"suppressed", s.suppressed}}}};
  // A path need not be valid UTF-8; such bytes are replaced, since JSON cannot hold them.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace seedlint::output
