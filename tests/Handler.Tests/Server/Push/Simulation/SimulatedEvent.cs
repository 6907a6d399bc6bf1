using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>An event of a task's log.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Kinds">Its kinds.</param>
/// <param name="Lane">The one lane that reads it; null: all.</param>
/// <param name="Update">What is told.</param>
/// <param name="CommittedAt">When it was committed.</param>
internal sealed record SimulatedEvent(long Sequence, EventKinds Kinds, Guid? Lane, StreamResponse Update, DateTimeOffset CommittedAt);
