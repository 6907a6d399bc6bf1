using Microsoft.Extensions.Options;

namespace Handler.Server;

/// <summary>The rules of <see cref="A2AAgentOptions"/>.</summary>
internal sealed class A2AAgentOptionsValidator : IValidateOptions<A2AAgentOptions>
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestKeepAlive = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestKeepAlive = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, A2AAgentOptions options)
    {
        var faults = FaultsOf(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(A2AAgentOptions options)
    {
        if (options.PublicUrl is { } url && !IsBase(url))
        {
            yield return $"A2AAgentOptions.PublicUrl is '{url}'; it must be an absolute http or https URL " +
                "without query and fragment, such as https://agents.example/invoices.";
        }

        if (options.AppendWindow < TimeSpan.Zero || options.AppendWindow > LongestWindow)
        {
            yield return $"A2AAgentOptions.AppendWindow is {options.AppendWindow}; " +
                $"it must be zero (each append its own event) to {LongestWindow}.";
        }

        if (options.StreamKeepAlive != TimeSpan.Zero && (options.StreamKeepAlive < ShortestKeepAlive || options.StreamKeepAlive > LongestKeepAlive))
        {
            yield return $"A2AAgentOptions.StreamKeepAlive is {options.StreamKeepAlive}; " +
                $"it must be {ShortestKeepAlive} to {LongestKeepAlive}, or zero for none.";
        }

        if (!Enum.IsDefined(options.ErrorRevision))
        {
            yield return $"A2AAgentOptions.ErrorRevision is {options.ErrorRevision}; it must be V100 or V101.";
        }

        if (options.MaxRequestBytes < 1024)
        {
            yield return $"A2AAgentOptions.MaxRequestBytes is {options.MaxRequestBytes}; it must be 1024 or more.";
        }
    }

    private static bool IsBase(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0;
}
