namespace Handler.Client.Profiles;

/// <summary>How a saved credential is sent.</summary>
public enum CredentialType
{
    /// <summary>As <c>Authorization: Bearer …</c>.</summary>
    Bearer,

    /// <summary>In a header of its own.</summary>
    ApiKey,
}
