namespace Handler.TestKit.History;

/// <summary>An update that somebody outside the agent was told of: it is committed and may not be lost.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Key">What it says; see <see cref="UpdateKey"/>.</param>
public sealed record CommittedUpdate(string TaskId, string Key);
