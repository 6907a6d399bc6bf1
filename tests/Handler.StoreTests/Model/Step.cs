namespace Handler.StoreTests.Model;

/// <summary>
/// A step of a script; what <paramref name="Config"/> and <paramref name="Variant"/> choose is said by <see cref="StoreScript"/>.
/// </summary>
public readonly record struct Step(StepKind Kind, int Config = 0, int Variant = 0)
{
    /// <summary>Any number is a step, so that property tests draw and shrink plain numbers.</summary>
    public static Step Of(int number)
    {
        var kinds = Enum.GetValues<StepKind>();
        return new Step(kinds[number % kinds.Length], number / kinds.Length % 3, number / kinds.Length / 3);
    }
}
