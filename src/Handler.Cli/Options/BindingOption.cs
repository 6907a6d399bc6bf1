using System.CommandLine;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>Makes the option that names a binding. Of words, for <c>Option&lt;T&gt;</c> of a struct is code that is not there before the program runs.</summary>
internal static class BindingOption
{
    private const string JsonRpc = "jsonrpc";
    private const string Rest = "rest";

    private static readonly string[] Names = [JsonRpc, Rest];

    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--binding") { Description = description, HelpName = string.Join('|', Names) };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && Read(word.Value) is null)
            {
                result.AddError($"--binding: '{word.Value}' is no binding; write {string.Join(" or ", Names)}.");
            }
        });
        option.CompletionSources.Add(Names);
        return option;
    }

    /// <summary>The binding that was asked for, by its name on cards, which may be typed as well; <c>null</c> where the option was left out.</summary>
    public static string? Read(string? word) => word?.ToUpperInvariant() switch
    {
        "JSONRPC" or "JSON-RPC" => ProtocolBindings.JsonRpc,
        "REST" or "HTTP+JSON" => ProtocolBindings.HttpJson,
        _ => null,
    };

    /// <summary>The words that say the same in a line to type next; none where the option was left out.</summary>
    public static IEnumerable<string> WordsOf(ParseResult parsed, Option<string?> option) =>
        Read(parsed.GetValue(option)) is { } binding ? [$"{option.Name} {(binding == ProtocolBindings.JsonRpc ? JsonRpc : Rest)}"] : [];
}
