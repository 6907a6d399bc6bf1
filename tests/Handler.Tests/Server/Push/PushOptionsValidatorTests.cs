using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

public sealed class PushOptionsValidatorTests
{
    private readonly PushOptions _options = new();

    [Fact]
    public void The_defaults_hold() => Validate().ShouldBeNull();

    [Fact]
    public void A_time_that_is_none_is_named_with_its_value()
    {
        _options.AttemptTimeout = TimeSpan.Zero;

        Validate().ShouldNotBeNull().ShouldContain("Push.AttemptTimeout is 00:00:00; it must be above zero");
    }

    [Fact]
    public void Two_fields_that_do_not_go_together_are_named_with_both_values()
    {
        _options.ConnectTimeout = TimeSpan.FromSeconds(20);

        Validate().ShouldNotBeNull()
            .ShouldContain("Push.ConnectTimeout is 00:00:20 and Push.AttemptTimeout is 00:00:15; ConnectTimeout must not be above AttemptTimeout.");
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        _options.MaxInFlight = 10;
        _options.MaxInFlightPerGate = 20;
        _options.MaxBodyBytes = 100;
        _options.MaxUrlLength = 10;
        _options.Retention.EndedTasks = TimeSpan.Zero;
        _options.MaxSecretBytes = 0;
        _options.MaxConfigsPerOwner = 50;
        _options.MaxWaitingPerOwner = 5000;
        _options.Retry.Floor = TimeSpan.FromHours(2);
        _options.Retry.RefusalWaits = [TimeSpan.FromSeconds(-1)];
        _options.Include = (PushInclude)7;

        var failures = Validate().ShouldNotBeNull();

        failures.ShouldContain("Push.MaxInFlightPerGate is 20 and Push.MaxInFlight is 10");
        failures.ShouldContain("Push.MaxBodyBytes is 100; it must be at least 16384.");
        failures.ShouldContain("Push.Retention.EndedTasks is 00:00:00; it must be above zero");
        failures.ShouldContain("Push.MaxUrlLength is 10; it must be at least 16.");
        failures.ShouldContain("Push.MaxSecretBytes is 0; it must be at least 1.");
        failures.ShouldContain("Push.MaxConfigsPerTask is 100 and Push.MaxConfigsPerOwner is 50");
        failures.ShouldContain("Push.MaxWaitingPerConfig is 10000 and Push.MaxWaitingPerOwner is 5000");
        failures.ShouldContain("Push.Retry.Floor is 02:00:00 and Push.Retry.MaxDelay is 01:00:00");
        failures.ShouldContain("Push.Retry.RefusalWaits[0] is -00:00:01");
        failures.ShouldContain("Push.Retry.StrictRefusalWaits.Count is 2 and Push.Retry.RefusalWaits.Count is 1");
        failures.ShouldContain("Push.Include is 7");
    }

    private string? Validate() => new PushOptionsValidator().Validate(null, _options).FailureMessage;
}
