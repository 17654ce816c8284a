#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batch/job.h"
#include "bifolium/diagnostic.h"
#include "core/expected.h"

namespace bifolium {

/// The longest part of an output name between two slashes, and the longest name, in bytes: below
/// what ext4, APFS and NTFS take for one, and leaving room for the folder that the batch is in.
inline constexpr std::size_t kMaxNamePart = 200;
inline constexpr std::size_t kMaxName = 800;

/// The name of a job's file below the batch's folder, with slashes between its parts.
///
/// The template is the job's own, else `common`, else {content}[.{edition}]. A field is content
/// (the file's name without folder and .xml), edition, layout, number, or the name of a value,
/// which may also be written values.NAME; {{ and }} stand for braces. ".pdf" is added where it is
/// missing.
///
/// What a field is filled with can't leave its part of the name: a slash, a backslash, one of
/// :*?"<>|, a control or a character without a width of its own becomes "_", as does a dot at the
/// beginning of a part, and a dot or space at its end. A part that Windows keeps for a device gets
/// a "_". A template that leads out of the folder, a field that is not given, and a name that is
/// too long are faults; their messages show the template, never a value.
[[nodiscard]] Expected<std::string, Diagnostic> output_name(const Job& job,
                                                            const std::string& common);

/// The values that name the job's file: they need not be declared by its content.
[[nodiscard]] std::vector<std::string> values_in_name(const Job& job, const std::string& common);

/// What is wrong with a template, whatever the job.
[[nodiscard]] std::string template_fault(std::string_view text);

/// The same text for names that some file system holds for one: Unicode's canonical caseless match
/// (The Unicode Standard, 3.13, D145).
[[nodiscard]] std::string folded_name(const std::string& name);

}  // namespace bifolium
