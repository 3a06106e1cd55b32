// Typed catalogues of what people read. The types hold keys and placeholders of all languages together; at run time there is only one lookup.
// Knows neither which languages nor which screens there are.

/** Words that depend on a number, by the plural forms of the language. */
export type Plural = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };
/** A sentence with `{placeholders}`, or its plural forms; plural forms are chosen by the placeholder `count`. */
export type Entry = string | Plural;
export type Catalogue = Readonly<Record<string, Entry>>;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
/** The placeholders that an entry asks for. */
export type Placeholders<E> = E extends string ? NamesIn<E> : E extends { readonly other: infer Other } ? NamesIn<Other> | 'count' : never;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Likeness<Base, Other> = {
  readonly [Key in keyof Base]: Key extends keyof Other
    ? Same<Placeholders<Base[Key]>, Placeholders<Other[Key]>> extends true
      ? Entry
      : { placeholders: Placeholders<Base[Key]> }
    : Entry;
} & { readonly [Key in Exclude<keyof Other, keyof Base>]: never };

/** Any language's catalogue with the keys of `Base`. */
export type CatalogueLike<Base> = Readonly<Record<keyof Base, Entry>>;

/** Checks a translation against the first language: `translationOf<typeof sv>()({ … })`. Loads nothing of the first language. */
export function translationOf<Base>() {
  return <const Other extends Catalogue>(other: Other & Likeness<Base, Other>): CatalogueLike<Base> => other;
}

/** Looks a sentence up and fills it in; numbers are written as the language writes them. */
export type Translate<Base> = <Key extends keyof Base & string>(
  key: Key,
  ...values: [Placeholders<Base[Key]>] extends [never] ? [] : [values: Readonly<Record<Placeholders<Base[Key]>, string | number>>]
) => string;

/** Makes the lookup for one catalogue and its language (BCP 47). */
export function translator<Base>(catalogue: CatalogueLike<Base>, language: string): Translate<Base> {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number>> = rest[0] ?? {};
    const entry = catalogue[key];
    const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.count))] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? '');
    });
  };
}
