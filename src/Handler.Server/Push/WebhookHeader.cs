namespace Handler.Server.Push;

/// <summary>A header of a notification.</summary>
internal readonly record struct WebhookHeader(string Name, string Value);
