namespace Handler.Cli.Output;

/// <summary>Shows enough of a secret to recognise it, and too little to use it. Pure.</summary>
internal static class Mask
{
    private const string Rest = "...";

    /// <summary>The first 20 characters from 32 up, the first 4 from 12 up, else none.</summary>
    public static string Of(string secret) => secret.Length switch
    {
        >= 32 => secret[..20] + Rest,
        >= 12 => secret[..4] + Rest,
        _ => "***",
    };
}
