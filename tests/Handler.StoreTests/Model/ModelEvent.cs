using Handler.Server.Storage;

namespace Handler.StoreTests.Model;

/// <summary>An event as the model keeps it.</summary>
public sealed record ModelEvent(long Sequence, EventKinds Kinds, EventTarget Target, DateTimeOffset At, string? Text);
