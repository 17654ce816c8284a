#include "pdf/file_frame.h"

#include <podofo/podofo.h>

#include <algorithm>
#include <vector>

#include "core/check.h"
#include "core/decimal.h"
#include "core/hash.h"
#include "pdf/pdf_memory.h"

namespace bifolium {
namespace {

/// The second line's high bytes tell file transfer that the file is binary (ISO 32000-1, 7.5.2).
constexpr std::string_view kHeader17 = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
constexpr std::string_view kHeader16 = "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";

/// Objects an object stream holds: few enough to be read for one object, many enough to compress.
constexpr std::size_t kObjectsPerStream = 150;

/// Bytes of the file identifier, as everyone writes it.
constexpr std::size_t kIdBytes = 16;

/// Where an object is: at a byte of the file, or at an index in an object stream.
struct Location {
  enum class Kind : std::uint8_t { kUnfilled, kOffset, kInStream } kind = Kind::kUnfilled;
  std::uint64_t offset = 0;  ///< kOffset
  ObjectNumber stream = 0;   ///< kInStream
  std::uint32_t index = 0;   ///< kInStream
};

/// A body in State::bodies.
struct Body {
  ObjectNumber number = 0;
  std::size_t begin = 0, end = 0;
};

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>((value >> shift) & 0xFF));
  }
}

/// The rows of a cross-reference stream with /W [1 4 2] (ISO 32000-1, table 18).
std::string cross_reference_rows(const std::vector<Location>& locations) {
  std::string rows;
  rows.reserve(locations.size() * 7);
  rows.append({0, 0, 0, 0, 0, '\xFF', '\xFF'});  // Object 0: head of the list of free objects.
  for (std::size_t i = 1; i < locations.size(); ++i) {
    const Location& location = locations[i];
    const bool in_stream = location.kind == Location::Kind::kInStream;
    append_big_endian(rows, in_stream ? 2 : 1, 1);
    append_big_endian(rows,
                      in_stream ? static_cast<std::uint64_t>(location.stream) : location.offset, 4);
    append_big_endian(rows, in_stream ? location.index : 0, 2);
  }
  return rows;
}

std::string file_identifier(std::string_view bytes) {
  const Sha256 digest = sha256(bytes);
  const std::string hex = hex_text(digest).substr(0, 2 * kIdBytes);
  return "[<" + hex + "><" + hex + ">]";
}

/// PdfData is written as it is, so the space between key and value is ours to give.
PoDoFo::PdfObject value_object(std::string_view value) {
  std::string text;
  text.reserve(value.size() + 1);
  text.push_back(' ');
  text.append(value);
  return PoDoFo::PdfVariant(PoDoFo::PdfData(text.data(), text.size()));
}

}  // namespace

struct FileFrame::State {
  State(Deflater& shared, StreamMemory* earlier) : deflater(shared), memory(earlier) {}

  PoDoFo::PdfVecObjects objects;  ///< The streams, sorted by number.
  std::string bodies;             ///< Text of all other objects, one after another.
  std::vector<Body> body_list;
  std::vector<Location> locations = std::vector<Location>(1);  ///< By object number.
  Deflater& deflater;
  StreamMemory* memory;

  /// Adds a stream after deflating it, unless it is known from an earlier file.
  void add_deflated(ObjectNumber number, std::initializer_list<StreamEntry> entries,
                    std::string_view bytes) {
    if (memory != nullptr) {
      add_stream(number, entries, memory->deflated(number, bytes, deflater), StreamFilter::kFlate);
    } else {
      add_stream(number, entries, deflater.compress(bytes, Effort::kOnce), StreamFilter::kFlate);
    }
  }

  void mark_filled(ObjectNumber number, Location::Kind kind) {
    Location& location = locations.at(static_cast<std::size_t>(number));
    BIFOLIUM_CHECK(number > 0 && location.kind == Location::Kind::kUnfilled,
                   "an object number was filled twice");
    location.kind = kind;
  }

  PoDoFo::PdfObject* add_stream(ObjectNumber number, std::initializer_list<StreamEntry> entries,
                                std::string_view bytes, StreamFilter filter) {
    mark_filled(number, Location::Kind::kOffset);
    auto* object =
        new PoDoFo::PdfObject(PoDoFo::PdfReference(static_cast<PoDoFo::pdf_objnum>(number), 0),
                              PoDoFo::PdfVariant(PoDoFo::PdfDictionary()));
    objects.push_back(object);  // Owns it from here on.
    PoDoFo::PdfDictionary& dictionary = object->GetDictionary();
    for (const StreamEntry& entry : entries) {
      if (entry.value.empty()) continue;
      dictionary.AddKey(PoDoFo::PdfName(std::string(entry.key)), value_object(entry.value));
    }
    if (filter == StreamFilter::kFlate) {
      dictionary.AddKey(PoDoFo::PdfName("Filter"), value_object("/FlateDecode"));
    }
    const auto size = static_cast<PoDoFo::pdf_long>(bytes.size());
    PoDoFo::PdfMemoryInputStream input(bytes.data(), size);
    object->GetStream()->SetRawData(&input, size);
    return object;
  }

  /// Puts the bodies into object streams (ISO 32000-1, 7.5.7).
  void pack_bodies() {
    std::ranges::sort(body_list, {}, &Body::number);
    std::string index, content;
    for (std::size_t begin = 0; begin < body_list.size(); begin += kObjectsPerStream) {
      const std::size_t end = std::min(begin + kObjectsPerStream, body_list.size());
      const auto number = static_cast<ObjectNumber>(locations.size());
      locations.emplace_back();
      index.clear();
      content.clear();
      for (std::size_t i = begin; i < end; ++i) {
        const Body& body = body_list[i];
        append_integer(index, body.number);
        index.push_back(' ');
        append_integer(index, static_cast<std::int64_t>(content.size()));
        index.push_back(' ');
        content.append(bodies, body.begin, body.end - body.begin);
        content.push_back('\n');
        Location& location = locations[static_cast<std::size_t>(body.number)];
        location.stream = number;
        location.index = static_cast<std::uint32_t>(i - begin);
      }
      const std::string count = integer_text(static_cast<std::int64_t>(end - begin));
      const std::string first = integer_text(static_cast<std::int64_t>(index.size()));
      add_deflated(number, {{"Type", "/ObjStm"}, {"N", count}, {"First", first}}, index + content);
    }
  }

  std::string write(ObjectNumber root, ObjectNumber info, PdfVersion version) {
    pack_bodies();
    PoDoFo::PdfRefCountedBuffer buffer;
    PoDoFo::PdfOutputDevice device(&buffer);
    const std::string_view header = version == PdfVersion::k17 ? kHeader17 : kHeader16;
    device.Write(header.data(), header.size());
    for (PoDoFo::PdfObject* object : objects) {
      locations[object->Reference().ObjectNumber()].offset = device.Tell();
      object->WriteObject(&device, PoDoFo::ePdfWriteMode_Clean, nullptr);
    }

    // The cross-reference stream has a row for itself, so its place is fixed before it is made.
    const std::uint64_t start = device.Tell();
    BIFOLIUM_CHECK(start <= 0xFFFF'FFFF, "the file is larger than its offsets can say");
    const auto number = static_cast<ObjectNumber>(locations.size());
    locations.emplace_back();
    const std::string size = integer_text(static_cast<std::int64_t>(locations.size()));
    const std::string id = file_identifier({buffer.GetBuffer(), start});
    locations.back().offset = start;
    const bool all_filled = std::all_of(
        locations.begin() + 1, locations.end() - 1,
        [](const Location& location) { return location.kind != Location::Kind::kUnfilled; });
    BIFOLIUM_CHECK(all_filled, "an object number was reserved and never filled");
    std::string root_text, info_text;
    append_reference(root_text, root);
    append_reference(info_text, info);
    PoDoFo::PdfObject* table = add_stream(
        number,
        {{"Type", "/XRef"}, {"Size", size}, {"W", "[1 4 2]"}, {"Root", root_text}, {"ID", id}},
        deflater.compress(cross_reference_rows(locations), Effort::kOnce), StreamFilter::kFlate);
    if (info != 0) table->GetDictionary().AddKey(PoDoFo::PdfName("Info"), value_object(info_text));
    table->WriteObject(&device, PoDoFo::ePdfWriteMode_Clean, nullptr);
    std::string out(buffer.GetBuffer(), device.Tell());
    out += "startxref\n" + integer_text(static_cast<std::int64_t>(start)) + "\n%%EOF\n";
    return out;
  }
};

FileFrame::FileFrame(Deflater& deflater, StreamMemory* memory)
    : state_(std::make_unique<State>(deflater, memory)) {
  state_->objects.SetAutoDelete(true);
}
FileFrame::~FileFrame() = default;

ObjectNumber FileFrame::reserve(int count) {
  BIFOLIUM_CHECK(count >= 0, "a negative count of objects");
  const std::size_t first = state_->locations.size();
  state_->locations.resize(first + static_cast<std::size_t>(count));
  return static_cast<ObjectNumber>(first);
}

void FileFrame::put(ObjectNumber number, std::string_view body) {
  state_->mark_filled(number, Location::Kind::kInStream);
  const std::size_t begin = state_->bodies.size();
  state_->bodies.append(body);
  state_->body_list.push_back({number, begin, state_->bodies.size()});
}

void FileFrame::put_stream(ObjectNumber number, std::initializer_list<StreamEntry> entries,
                           std::string_view bytes, StreamFilter filter) {
  try {
    if (filter == StreamFilter::kFlate) {
      state_->add_deflated(number, entries, bytes);
    } else {
      state_->add_stream(number, entries, bytes, filter);
    }
  } catch (const PoDoFo::PdfError& error) {
    throw_internal_error(error.what(), __FILE__, __LINE__);
  }
}

void FileFrame::put_deflated(ObjectNumber number, std::initializer_list<StreamEntry> entries,
                             std::string_view deflated) {
  try {
    state_->add_stream(number, entries, deflated, StreamFilter::kFlate);
  } catch (const PoDoFo::PdfError& error) {
    throw_internal_error(error.what(), __FILE__, __LINE__);
  }
}

Deflater& FileFrame::deflater() { return state_->deflater; }

std::string FileFrame::finish(ObjectNumber root, ObjectNumber info, PdfVersion version) {
  try {
    return state_->write(root, info, version);
  } catch (const PoDoFo::PdfError& error) {
    throw_internal_error(error.what(), __FILE__, __LINE__);
  }
}

}  // namespace bifolium
