namespace Handler.Client.Profiles;

/// <summary>A session as it stands in its file.</summary>
internal sealed record SessionRow(DateTimeOffset SavedAt, string? ContextId = null, string? TaskId = null);
