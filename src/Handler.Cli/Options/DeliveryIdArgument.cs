using System.CommandLine;
using System.CommandLine.Parsing;

namespace Handler.Cli.Options;

/// <summary>The argument that names a delivery.</summary>
internal static class DeliveryIdArgument
{
    private const string Example = "An id looks like msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17: handler delivery list prints them, and webhooks get them as webhook-id.";

    /// <summary>Adds it to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="instead">Whether the command line names deliveries in another way; null = there is none.</param>
    public static Argument<string?> AddTo(Command command, Func<SymbolResult, bool>? instead = null)
    {
        var id = new Argument<string?>("id") { Description = "The delivery's id, msg_…, as webhooks get it in webhook-id", Arity = ArgumentArity.ZeroOrOne };
        command.Add(id);
        command.Validators.Add(result =>
        {
            var word = result.GetResult(id)?.Tokens is [var token] ? token.Value : null;
            var fault = word switch
            {
                null => instead?.Invoke(result) == true ? null : $"Which delivery? {Example}",
                _ when UnknownOption.Is(word) => UnknownOption.Fault(word, result.Command),
                ['m', 's', 'g', '_', ..] => null,
                _ when word.Contains("://", StringComparison.Ordinal) => $"'{word}' is a URL, and has its place behind --url. {Example}",
                _ => $"'{word}' is no id of a delivery. {Example}",
            };
            if (fault is not null)
            {
                result.AddError(fault);
            }
        });
        return id;
    }
}
