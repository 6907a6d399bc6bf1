using Handler.Server.Push;
using Microsoft.Extensions.Options;

namespace Handler.Server;

/// <summary>What the engine alone cannot do.</summary>
internal sealed class PushEngineOptionsValidator : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options) => options.Automatic
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            "PushOptions.Automatic is false; with AddPushEngine there is no executor that could push in its place. Leave it true, " +
            "and append only what is to be pushed.");
}
