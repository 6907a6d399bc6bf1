using Handler.Client;

namespace Handler.Tests.Client;

/// <summary>A call that may fail.</summary>
internal static class Attempt
{
    /// <summary>How it failed; <c>null</c> = it did not.</summary>
    public static async Task<A2AClientException?> Of(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (A2AClientException failed)
        {
            return failed;
        }
    }
}
