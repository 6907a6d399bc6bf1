using Microsoft.Extensions.Options;

namespace Handler.Receiver;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class PushReceiverOptionsRules : IValidateOptions<PushReceiverOptions>
{
    private const int MostBodyBytes = 1 << 30;

    public ValidateOptionsResult Validate(string? name, PushReceiverOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(PushReceiverOptions options) =>
        new (long Value, string Name)[]
        {
            (options.MaxBodyBytes, nameof(options.MaxBodyBytes)),
            (options.Handling.MaxParallel, $"{nameof(options.Handling)}.{nameof(options.Handling.MaxParallel)}"),
            (options.Memory.MaxNotifications, $"{nameof(options.Memory)}.{nameof(options.Memory.MaxNotifications)}"),
            (options.Memory.MaxBytes, $"{nameof(options.Memory)}.{nameof(options.Memory.MaxBytes)}"),
            (options.Memory.MaxDeliveryIds, $"{nameof(options.Memory)}.{nameof(options.Memory.MaxDeliveryIds)}"),
            ((long)options.RetryAfter.TotalSeconds, $"{nameof(options.RetryAfter)} in seconds"),
        }
        .Where(option => option.Value < 1)
        .Select(option => $"The push receiver's {option.Name} is {option.Value}; it must be at least 1.")
        .Concat(options.Handling.RetryAfter
            .Where(wait => wait < TimeSpan.Zero)
            .Select(wait => $"The push receiver's Handling.RetryAfter has {wait} in it; a wait cannot be negative."))
        .Concat(options.MaxBodyBytes > MostBodyBytes
            ? [$"The push receiver's MaxBodyBytes is {options.MaxBodyBytes}; a body is held in memory, so it must be at most {MostBodyBytes}."]
            : []);
}
