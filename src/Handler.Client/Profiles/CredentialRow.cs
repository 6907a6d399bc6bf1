namespace Handler.Client.Profiles;

/// <summary>A credential as it stands in its file.</summary>
internal sealed record CredentialRow(CredentialType Type, string Secret, string? Header = null);
