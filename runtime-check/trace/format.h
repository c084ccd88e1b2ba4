// The trace file: what a record means, byte for byte. Shared by the tracer (which is compiled against
// the user's torch), the comparison and the tests; it therefore needs nothing but the standard library.
//
// A stream is what one thread role of one process recorded. It is two files that only ever grow:
//   NAME.trace   a Header, then Records of 64 bytes
//   NAME.names   a Header, then entries (uint32 length, bytes); the n-th entry is the name with id n, from 1
// Both are written through a shared mapping, and `Header::committed` is stored after the bytes it
// covers: whatever kills the writer, everything below `committed` is whole.
#pragma once

#include <cstddef>
#include <cstdint>

namespace seedlint::trace {

/// What a record says.
enum class Kind : std::uint8_t {
  Output = 1,         ///< a tensor or scalar an operation returned
  Written = 2,        ///< an argument the operation's schema says it writes, after the operation
  Foreign = 3,        ///< an input whose storage no recorded operation produced, at its first use
  Uninitialised = 4,  ///< an input from `empty` and the like that nothing has written yet
  Operation = 5,      ///< an operation without any tensor to hash; it only marks the way taken
  Step = 6,           ///< an optimiser step ended
  Generator = 7,      ///< a generator moved: digest = {state before, state after}, values = its seed, if known
  Value = 8,          ///< deep pass: a local variable got a new value (digest[0]); `meta` names its text
  Input = 9,          ///< deep pass: an input of an operation, hashed before it runs
};

/// Properties of a record; several may hold.
enum Flag : std::uint16_t {
  kNotHashed = 1,      ///< the tensor has no bytes we may read (other device, sparse, meta)
  kReseeded = 2,       ///< Generator: the new state is one that only seeding leaves behind
  kOutside = 4,        ///< Generator: moved between operations, so in Python code before this line
  kSeedMaterial = 8,   ///< the value only becomes a loader's seed; never a difference by itself
  kScalar = 16,        ///< a number, not a tensor
  kBackward = 32,      ///< inside the backward pass
  kNoValuesLane = 64,  ///< `values` was not computed
  kLine = 128,         ///< deep pass: recorded after the very line that did it
  kShared = 256,       ///< several threads use this memory by turns, and at least one writes to it
  kPending = 512,      ///< with kNotHashed: the digest is still on its way from a device; both go when it is here
  kCaptured = 1024,    ///< the operation was recorded into a CUDA graph, not run
};

struct Record {
  std::uint64_t digest[2];  ///< position-keyed hash of the bytes, 128 bits
  std::uint64_t values;     ///< hash of the multiset of elements, blind to their order
  std::uint64_t stack;      ///< content hash of the whole call stack
  std::uint32_t op;         ///< name id: operation, stream or variable
  std::uint32_t site;       ///< name id of "file\tline\tfunction": the innermost frame of the user's own code
  std::uint32_t meta;       ///< name id of "dtype[shape]"
  std::uint32_t step;       ///< optimiser steps ended before this record
  std::uint32_t time;       ///< 100 microseconds since the machine started; orders streams of one run
  std::uint32_t sequence;   ///< autograd sequence number, pairs forward and backward; 0 if none
  Kind kind;
  std::uint8_t slot;    ///< which output or argument
  std::uint16_t flags;  ///< Flag
  std::uint32_t extra;  ///< name id of a detail, 0 if none
};
static_assert(sizeof(Record) == 64, "the trace format is 64 bytes a record");

inline constexpr std::uint64_t kTraceMagic = 0x3165636172746c73ull;  // "sltrace1"
inline constexpr std::uint64_t kNamesMagic = 0x3173656d616e6c73ull;  // "slnames1"
inline constexpr std::uint32_t kVersion = 1;

/// How a file ended, as far as the writer could say.
enum class End : std::uint32_t { Open = 0, Closed = 1, NoSpace = 2, Limit = 3 };

struct Header {
  std::uint64_t magic;
  std::uint32_t version;
  std::uint32_t record_size;
  std::uint64_t committed;  ///< bytes after the header that are whole; stored with release order
  End end;
  std::uint32_t pid;
  std::uint64_t reserved[4];
};
static_assert(sizeof(Header) == 64, "the header is one record long, so records stay aligned");

}  // namespace seedlint::trace
