#include "inspect/marked_text.h"

#include <qpdf/QPDFPageObjectHelper.hh>

#include <string_view>

namespace bifolium {
namespace {

constexpr int kDeepestForm = 16;  // Forms may draw forms; a loop of them must end.

QPDFObjectHandle entry(QPDFObjectHandle dictionary, const std::string& key) {
  return dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
}

/// An open marked-content sequence.
struct Sequence {
  bool artifact = false;
  bool has_mcid = false;
  long long mcid = 0;
  bool replaced = false;  ///< By its /ActualText, which was already taken.
};

/// Where the text goes that is shown now.
class Target {
 public:
  Target(QPDFObjGen owner, MarkedText& text, UnstructuredText& rest)
      : owner_(owner), text_(text), rest_(rest) {}

  void open(Sequence sequence, QPDFObjectHandle actual_text) {
    const bool inside_replaced = replaced();
    open_.push_back(sequence);
    if (sequence.has_mcid) static_cast<void>(text_.by_mcid[{owner_, sequence.mcid}]);
    if (!inside_replaced && actual_text.isString()) {
      add(actual_text.getUTF8Value());
      open_.back().replaced = true;
    }
  }
  void close() {
    if (!open_.empty()) open_.pop_back();
  }
  void add(std::string_view shown) {
    if (replaced()) return;
    for (auto sequence = open_.rbegin(); sequence != open_.rend(); ++sequence) {
      if (sequence->artifact) {
        rest_.artifact += shown;
        return;
      }
      if (sequence->has_mcid) {
        text_.by_mcid[{owner_, sequence->mcid}] += shown;
        return;
      }
    }
    rest_.untagged += shown;
  }

  /// A form's own MCIDs belong to the form.
  QPDFObjGen swap_owner(QPDFObjGen owner) { return std::exchange(owner_, owner); }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }
  void close_to(std::size_t depth) { open_.resize(depth < open_.size() ? depth : open_.size()); }

 private:
  [[nodiscard]] bool replaced() const {
    for (const Sequence& sequence : open_) {
      if (sequence.replaced) return true;
    }
    return false;
  }

  QPDFObjGen owner_;
  MarkedText& text_;
  UnstructuredText& rest_;
  std::vector<Sequence> open_;
};

/// Follows the operators that show text, choose fonts, mark content and draw forms.
class ContentReader final : public QPDFObjectHandle::ParserCallbacks {
 public:
  ContentReader(QPDFObjectHandle resources, Target& target, MarkedText& text, int depth)
      : resources_(resources), target_(target), text_(text), depth_(depth) {}

  void handleObject(QPDFObjectHandle object) override {
    if (!object.isOperator()) {
      operands_.push_back(object);
      return;
    }
    run(object.getOperatorValue());
    operands_.clear();
  }
  void handleEOF() override {}

 private:
  void run(const std::string& name) {
    if (name == "q") {
      saved_fonts_.push_back(font_);
    } else if (name == "Q") {
      if (!saved_fonts_.empty()) {
        font_ = saved_fonts_.back();
        saved_fonts_.pop_back();
      }
    } else if (name == "Tf") {
      choose_font();
    } else if (name == "Tj" || name == "'" || name == "\"") {
      if (!operands_.empty()) show(operands_.back());
    } else if (name == "TJ") {
      if (operands_.empty() || !operands_.back().isArray()) return;
      for (const QPDFObjectHandle& piece : operands_.back().aitems()) show(piece);
    } else if (name == "BMC" || name == "BDC") {
      open_sequence(name == "BDC");
    } else if (name == "EMC") {
      target_.close();
    } else if (name == "Do") {
      draw_form();
    }
  }

  void choose_font() {
    font_ = nullptr;
    if (operands_.size() < 2 || !operands_[0].isName()) return;
    QPDFObjectHandle font = entry(entry(resources_, "/Font"), operands_[0].getName());
    if (!font.isDictionary()) return;
    if (!font.isIndirect()) {
      own_fonts_.push_back(std::make_unique<TextDecoder>(font));
      font_ = own_fonts_.back().get();
      return;
    }
    std::unique_ptr<TextDecoder>& decoder = text_.fonts[font.getObjGen()];
    if (decoder == nullptr) decoder = std::make_unique<TextDecoder>(font);
    font_ = decoder.get();
  }

  void show(QPDFObjectHandle string) {
    if (!string.isString()) return;
    const std::string bytes = string.getStringValue();
    target_.add(font_ != nullptr ? font_->decode(bytes) : std::string(bytes.size(), '?'));
  }

  void open_sequence(bool with_properties) {
    Sequence sequence;
    QPDFObjectHandle properties = QPDFObjectHandle::newNull();
    if (!operands_.empty() && operands_[0].isName()) {
      sequence.artifact = operands_[0].getName() == "/Artifact";
    }
    if (with_properties && operands_.size() >= 2) {
      properties = operands_[1].isName()
                       ? entry(entry(resources_, "/Properties"), operands_[1].getName())
                       : operands_[1];
    }
    QPDFObjectHandle mcid = entry(properties, "/MCID");
    if (mcid.isInteger()) {
      sequence.has_mcid = true;
      sequence.mcid = mcid.getIntValue();
    }
    target_.open(sequence, entry(properties, "/ActualText"));
  }

  void draw_form() {
    if (operands_.empty() || !operands_[0].isName() || depth_ >= kDeepestForm) return;
    QPDFObjectHandle form = entry(entry(resources_, "/XObject"), operands_[0].getName());
    if (!form.isStream()) return;
    QPDFObjectHandle subtype = form.getDict().getKey("/Subtype");
    if (!subtype.isName() || subtype.getName() != "/Form") return;
    QPDFObjectHandle resources = form.getDict().getKey("/Resources");
    const bool own_mcids = form.getDict().hasKey("/StructParents");
    const QPDFObjGen outer = target_.swap_owner(form.getObjGen());
    if (!own_mcids) target_.swap_owner(outer);
    const std::size_t depth = target_.depth();
    ContentReader reader(resources.isDictionary() ? resources : resources_, target_, text_,
                         depth_ + 1);
    form.parseAsContents(&reader);
    target_.close_to(depth);
    target_.swap_owner(outer);
  }

  QPDFObjectHandle resources_;
  Target& target_;
  MarkedText& text_;
  int depth_;
  std::vector<QPDFObjectHandle> operands_;
  const TextDecoder* font_ = nullptr;
  std::vector<const TextDecoder*> saved_fonts_;
  std::vector<std::unique_ptr<TextDecoder>> own_fonts_;
};

}  // namespace

UnstructuredText read_marked_text(QPDFObjectHandle page, MarkedText& text) {
  UnstructuredText rest;
  Target target(page.getObjGen(), text, rest);
  QPDFPageObjectHelper helper(page);
  ContentReader reader(helper.getAttribute("/Resources", false), target, text, 0);
  helper.parseContents(&reader);
  return rest;
}

}  // namespace bifolium
