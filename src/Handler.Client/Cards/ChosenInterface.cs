namespace Handler.Client.Cards;

/// <summary>Where an agent is called, and what is repeated in each request to it.</summary>
internal sealed record ChosenInterface(Uri Url, string? Tenant);
