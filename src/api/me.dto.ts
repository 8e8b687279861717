import { ApiProperty } from '@nestjs/swagger';

/** Who asks. */
export class Me {
  /**
   * Issuer and subject.
   * @example "https://idp.example.org#248289761001"
   */
  subject: string;
  /** For display. */
  @ApiProperty({ type: 'string', nullable: true })
  name: string | null;
  /** Of this service; none: nothing but this is answered. */
  roles: string[];
  permissions: string[];
  /** Such as `north`, which has its units in it, `north/ward-3`, or `*`. */
  sites: string[];
  /** When the person proved who they are. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  authTime: string | null;
  /** How strongly, in the provider's words. */
  @ApiProperty({ type: 'string', nullable: true })
  acr: string | null;
}
