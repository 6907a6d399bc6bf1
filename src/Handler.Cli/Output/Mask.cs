using Handler.Client.Profiles;

namespace Handler.Cli.Output;

/// <summary>Shows enough of a secret to recognise it, and too little to use it. Pure.</summary>
internal static class Mask
{
    /// <summary>The first 20 characters from 32 up, the first 4 from 12 up, else none.</summary>
    public static string Of(string secret) => SecretMask.Of(secret);
}
