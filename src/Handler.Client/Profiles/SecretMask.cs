namespace Handler.Client.Profiles;

/// <summary>Shows enough of a secret to recognise it, and too little to use it. Pure.</summary>
public static class SecretMask
{
    private const string Hidden = "***";

    /// <summary>The first 20 characters from 32 up, the first 4 from 12 up, else none; what is left out is <c>...</c>.</summary>
    public static string Of(string secret) => secret.Length switch
    {
        >= 32 => secret[..20] + "...",
        >= 12 => secret[..4] + "...",
        _ => Hidden,
    };

    /// <summary>Both ends, as in <c>abcd…wxyz</c>, from 20 characters up; the first 4 from 12 up, else none.</summary>
    public static string Ends(string secret) => secret.Length switch
    {
        >= 20 => $"{secret[..4]}…{secret[^4..]}",
        >= 12 => secret[..4] + "…",
        _ => Hidden,
    };
}
