#pragma once

#include <cstddef>

namespace bifolium {

/// How much is kept between documents so as not to be made again, by each Compositor and, where it
/// says so, by the Typesetter for all of them. 0 keeps nothing of a kind. What is beyond a bound is
/// made again: bounds change time and memory, never bytes.
struct CacheBounds {
  /// Contents, layouts and words as read: files of each kind, and bytes of XML of each kind (as
  /// trees they take some ten times as much). The Typesetter keeps as much again.
  std::size_t files = 64;
  std::size_t file_bytes = std::size_t{2} << 20;
  /// Leaflets that declare values, as set, of at most `leaflet_pages` pages. The Typesetter keeps
  /// as many again.
  std::size_t leaflets = 8;
  std::size_t leaflet_pages = 64;
  /// Deflated streams of each of these leaflets.
  std::size_t streams = 256;
  /// Shaped words, in bytes: 8 MiB are room for some 20,000, more than a thousand leaflets of one
  /// clinic use.
  std::size_t word_bytes = std::size_t{8} << 20;
  /// Subsets of fonts, in bytes; with 0, nothing of fonts and colour profile is kept for the PDF.
  std::size_t subset_bytes = std::size_t{8} << 20;
  /// Languages whose formats of dates and numbers are kept open.
  std::size_t languages = 16;
};

}  // namespace bifolium
