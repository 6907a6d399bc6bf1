namespace Handler.Server.Transports;

/// <summary>What a caller who is not let in is told, as a feature of the request.</summary>
internal sealed record RefusalText(string Text);
