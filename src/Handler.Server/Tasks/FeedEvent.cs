using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>A committed event, for streams.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="Kinds">What it is.</param>
/// <param name="Update">The event.</param>
/// <param name="Bytes">Its size as JSON.</param>
internal readonly record struct FeedEvent(long Sequence, EventKinds Kinds, StreamResponse Update, int Bytes);
